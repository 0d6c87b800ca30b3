"""One finding, as data: what is wrong, where, what was found and what was expected.

Its message and its remedy are put into words when it is shown or recorded (cchc/findings/rendering.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cchc.findings.catalogue import CATALOGUE, ERROR, IN_GENERAL, NOTE, WARNING
from cchc.language import Text, Words

_ORDER = {ERROR: 0, WARNING: 1, NOTE: 2}


@dataclass(frozen=True)
class Finding:
    """One error or remark, with its place.

    `code` is stable upper-case ASCII; `severity` is `error`, `warning` or `note`. Places that do not apply
    are empty. `found` and `expected` are either texts as they are in a file, or texts of the program in
    both languages. `workbook` is the kind of workbook the finding is about, where its remedy depends on
    that (`IN_…` of the catalogue).
    """

    code: str
    severity: str
    unit_code: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    criterion_code: str = ""
    found: Text = ""
    expected: Text = ""
    workbook: str = IN_GENERAL

    def placed(self, **places: str) -> Finding:
        """The same finding with its missing places filled in; places it already has stay."""
        return replace(self, **{name: text for name, text in places.items() if not getattr(self, name)})

    @property
    def place(self) -> str:
        """File, sheet and cell in one text."""
        return " · ".join(part for part in (self.file, self.sheet, self.cell) if part)

    @classmethod
    def of_values(cls, values: Sequence[Any]) -> Finding:
        """A finding from its fields, in order, as JSON returns them: `Words` come back as lists."""
        fields: Iterator[Any] = (Words(*each) if isinstance(each, list) else each for each in values)
        return cls(*fields)


def finding(code: str, found: object = "", expected: object = "", **places: str) -> Finding:
    """A finding of the catalogue. `places` are fields of `Finding`. `found` and `expected` are `Words`
    where the text is the program's own, else the text as it is in the file.
    """
    return Finding(
        code, CATALOGUE[code].severity, found=_as_text(found), expected=_as_text(expected), **places
    )


def _as_text(what: object) -> Text:
    return what if isinstance(what, Words) else str(what)


def in_order(findings: list[Finding]) -> list[Finding]:
    """Most severe first, then by unit and place."""
    return sorted(
        findings, key=lambda each: (_ORDER[each.severity], each.unit_code, each.file, each.sheet, each.code)
    )


def has_errors(findings: list[Finding]) -> bool:
    """Whether any finding is of severity error."""
    return any(each.severity == ERROR for each in findings)
