"""What changed between two criteria sets, line by line.

Lines are compared by code. A line that is the same in everything but its code has moved (criteria were renumbered);
every other difference is reported as removed, added or changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from cchc.criteria.model import CriteriaSet
from cchc.criteria.writing import header_content, line_cells

Kind = Literal["added", "removed", "moved", "changed"]
Cells = Mapping[str, str]


@dataclass(frozen=True)
class FieldChange:
    """One field (a column of `criteria.csv`, or a key of `set.toml`), before and after; "" is none."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class LineChange:
    """What became of one line. `before` and `after` are its codes, "" where it does not stand."""

    kind: Kind
    before: str
    after: str
    name: str
    fields: tuple[FieldChange, ...] = ()

    @property
    def code(self) -> str:
        """The code it is found under: the new one while there is one."""
        return self.after or self.before


@dataclass(frozen=True)
class Difference:
    """Everything in which two sets differ, lines in the order of their codes."""

    header: tuple[FieldChange, ...]
    lines: tuple[LineChange, ...]

    @property
    def is_empty(self) -> bool:
        return not self.header and not self.lines

    def count(self, kind: Kind) -> int:
        """How many lines were added, removed, moved or changed."""
        return sum(1 for line in self.lines if line.kind == kind)


def compare(before: CriteriaSet, after: CriteriaSet) -> Difference:
    """What changed from one set to another."""
    header = tuple(
        _changes(
            dict(flattened(header_content(before.header))), dict(flattened(header_content(after.header)))
        )
    )
    old = {row["code"]: row for row in line_cells(before)}
    new = {row["code"]: row for row in line_cells(after)}
    lines = sorted(_line_changes(old, new), key=lambda change: _order(change.code))
    return Difference(header, tuple(lines))


def flattened(content: Mapping[str, object], within: str = "") -> Iterator[tuple[str, str]]:
    """The values of a header by their full key: `expected.split.self`."""
    for key, value in content.items():
        if isinstance(value, Mapping):
            yield from flattened(value, f"{within}{key}.")
        elif isinstance(value, list):
            yield f"{within}{key}", ", ".join(str(each) for each in value)
        else:
            yield f"{within}{key}", str(value)


def _line_changes(old: Mapping[str, Cells], new: Mapping[str, Cells]) -> Iterator[LineChange]:
    moved = dict(_moves(old, new))
    arrived = set(moved.values())
    for code, row in old.items():
        if code in moved:
            yield LineChange("moved", code, moved[code], row["name"])
        elif code not in new or code in arrived:
            yield LineChange("removed", code, "", row["name"])
        elif fields := tuple(_changes(row, new[code])):
            yield LineChange("changed", code, code, new[code]["name"], fields)
    for code, row in new.items():
        if code not in arrived and (code not in old or code in moved):
            yield LineChange("added", "", code, row["name"])


def _moves(old: Mapping[str, Cells], new: Mapping[str, Cells]) -> Iterator[tuple[str, str]]:
    """From the old to the new code of lines whose content is the same to the letter. No two lines of
    a set have the same name, so that one such partner is the only one.
    """
    new_code = {_content(row): code for code, row in new.items()}
    for code, row in old.items():
        target = new_code.get(_content(row), code)
        if target != code:
            yield code, target


def _content(row: Cells) -> tuple[tuple[str, str], ...]:
    return tuple((column, text) for column, text in row.items() if column != "code")


def _changes(before: Cells, after: Cells) -> Iterator[FieldChange]:
    for field in dict.fromkeys((*before, *after)):
        if before.get(field, "") != after.get(field, ""):
            yield FieldChange(field, before.get(field, ""), after.get(field, ""))


def _order(code: str) -> tuple[int, ...]:
    return tuple(int(part) for part in code.split("."))
