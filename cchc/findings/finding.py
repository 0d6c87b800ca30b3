"""One finding, and how it is made from the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from cchc.findings.catalogue import CATALOGUE, ERROR, FOR_APPRAISERS, NOTE, WARNING

_ORDER = {ERROR: 0, WARNING: 1, NOTE: 2}


@dataclass(frozen=True)
class Finding:
    """One fault or remark, with its place.

    `code` is stable upper-case ASCII; `severity` is `error`, `warning` or `note`. Places that do
    not apply are empty. `message` and `remedy` are texts in the language in force.
    """

    code: str
    severity: str
    unit_code: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    criterion_code: str = ""
    found: str = ""
    expected: str = ""
    message: str = ""
    remedy: str = ""

    def placed(self, **places: str) -> Finding:
        """The same finding with places filled in that it does not have yet."""
        return replace(self, **{name: text for name, text in places.items() if not getattr(self, name)})

    def as_record(self) -> dict[str, str]:
        """The finding as one line of `phat-hien.jsonl`."""
        return {name: getattr(self, name) for name in _FIELDS}

    @property
    def place(self) -> str:
        """File, sheet and cell in one text."""
        return " · ".join(part for part in (self.file, self.sheet, self.cell) if part)


_FIELDS = tuple(each.name for each in fields(Finding))


def finding(code: str, found: object = "", expected: object = "", **places: str) -> Finding:
    """A finding of the catalogue. `places` are fields of `Finding`; texts may name `{found}`,
    `{expected}` and every place.
    """
    entry = CATALOGUE[code]
    filled = {"found": str(found), "expected": str(expected)}
    blank = dict.fromkeys(("unit_code", "file", "sheet", "cell", "criterion_code"), "")
    marks = {**blank, **places, **filled}
    return Finding(
        code=code,
        severity=entry.severity,
        message=entry.message.say(**marks),
        remedy=entry.remedy.say(**marks),
        **places,
        **filled,
    )


def for_appraiser(found: Finding) -> Finding:
    """The same finding where it is an agency or the board that must put it right, not a unit."""
    words = FOR_APPRAISERS.get(CATALOGUE[found.code].remedy)
    return replace(found, remedy=words.say()) if words else found


def in_order(findings: list[Finding]) -> list[Finding]:
    """Gravest first, then by unit and place: the order people read them in."""
    return sorted(
        findings, key=lambda each: (_ORDER[each.severity], each.unit_code, each.file, each.sheet, each.code)
    )


def has_errors(findings: list[Finding]) -> bool:
    """Whether any finding is of severity error."""
    return any(each.severity == ERROR for each in findings)
