"""One finding, and how it is made from the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from cchc.findings.catalogue import CATALOGUE, ERROR, FOR_APPRAISERS, NOTE, WARNING
from cchc.language import Words

_MARKS = ("found", "expected", "unit_code", "file", "sheet", "cell", "criterion_code")
_OTHER_REMEDIES: dict[str, Words] = {words.vi: words for words in FOR_APPRAISERS.values()}
_ORDER = {ERROR: 0, WARNING: 1, NOTE: 2}


@dataclass(frozen=True)
class Finding:
    """One fault or remark, with its place.

    `code` is stable upper-case ASCII; `severity` is `error`, `warning` or `note`. Places that do
    not apply are empty. All texts are Vietnamese, as records are; the screen asks `shown`. Where `found` and
    `expected` are words of the program, their English is kept beside them; it is no part of a record.
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
    found_in_english: str = ""
    expected_in_english: str = ""

    def placed(self, **places: str) -> Finding:
        """The same finding with places filled in that it does not have yet."""
        return replace(self, **{name: text for name, text in places.items() if not getattr(self, name)})

    def as_record(self) -> dict[str, str]:
        """The finding as one line of `phat-hien.jsonl`."""
        return {name: getattr(self, name) for name in _RECORDED}

    @property
    def place(self) -> str:
        """File, sheet and cell in one text."""
        return " · ".join(part for part in (self.file, self.sheet, self.cell) if part)


_RECORDED = tuple(each.name for each in fields(Finding) if not each.name.endswith("_in_english"))


def finding(code: str, found: object = "", expected: object = "", **places: str) -> Finding:
    """A finding of the catalogue. `places` are fields of `Finding`; texts may name `{found}`,
    `{expected}` and every place. What was found or expected is given as `Words` where it has both languages.
    """
    entry = CATALOGUE[code]
    filled, english = {}, {}
    for name, what in (("found", found), ("expected", expected)):
        filled[name] = what.vi if isinstance(what, Words) else str(what)
        english[f"{name}_in_english"] = what.en if isinstance(what, Words) else ""
    blank = dict.fromkeys(("unit_code", "file", "sheet", "cell", "criterion_code"), "")
    marks = {**blank, **places, **filled}
    return Finding(
        code=code,
        severity=entry.severity,
        message=entry.message.written(**marks),
        remedy=entry.remedy.written(**marks),
        **places,
        **filled,
        **english,
    )


def for_appraiser(found: Finding) -> Finding:
    """The same finding where it is an agency or the board that must put it right, not a unit."""
    words = FOR_APPRAISERS.get(CATALOGUE[found.code].remedy)
    return with_remedy(found, words) if words else found


def other_remedy(words: Words) -> Words:
    """Make known a remedy that may stand in place of the catalogue's: the screen finds its English by it."""
    _OTHER_REMEDIES[words.vi] = words
    return words


def with_remedy(found: Finding, words: Words) -> Finding:
    """The same finding with another remedy, one that was made known by `other_remedy`."""
    return replace(found, remedy=words.written())


def shown(found: Finding) -> tuple[str, str]:
    """Message and remedy as the screen shows them, in the language in force."""
    message, remedy = in_words(found)
    return message.say(), remedy.say()


def in_words(found: Finding) -> tuple[Words, Words]:
    """Message and remedy in both languages. What was found stands as it is, unless it is words of the program."""
    entry = CATALOGUE[found.code]
    marks = {name: getattr(found, name) for name in _MARKS}
    for name in ("found", "expected"):
        marks[name] = getattr(found, f"{name}_in_english") or marks[name]
    other = _OTHER_REMEDIES.get(found.remedy)
    remedy = other.en if other else entry.remedy.en.format(**marks)
    return Words(found.message, entry.message.en.format(**marks)), Words(found.remedy, remedy)


def in_order(findings: list[Finding]) -> list[Finding]:
    """Gravest first, then by unit and place: the order people read them in."""
    return sorted(
        findings, key=lambda each: (_ORDER[each.severity], each.unit_code, each.file, each.sheet, each.code)
    )


def has_errors(findings: list[Finding]) -> bool:
    """Whether any finding is of severity error."""
    return any(each.severity == ERROR for each in findings)
