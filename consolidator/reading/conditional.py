"""Conditional formats that change how numbers are shown. Whether a condition is met is not worked out: a cell then
has several pictures, and all of them must say what is stored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from consolidator.reading.workbook import RawCell
from workbook_templates.cell_plan import Place, column_number

_AREA = re.compile(r"\$?([A-Z]{0,3})\$?([0-9]{0,7})(?::\$?([A-Z]{0,3})\$?([0-9]{0,7}))?")
_FAR = 10**8
_MOST = 100
"""More areas than anybody gives number formats under conditions."""

_ILLEGIBLE = '"1"'
_SHOWN_AS_STORED = "General"

Filled = list[tuple[Place, RawCell]]


class Rule(NamedTuple):
    """A conditional format: the areas it reaches, the number of the style it applies, and a code that it gives
    itself.
    """

    areas: str
    applied: str | None
    code: str | None = None


class Area(NamedTuple):
    """A rectangle of cells, by its first and last row and column from 0."""

    top: int
    left: int
    bottom: int
    right: int


_EVERYWHERE = Area(0, 0, _FAR, _FAR)


def rules_in(root: etree._Element) -> tuple[Rule, ...]:
    """The conditional formats of a worksheet part, also those of its extensions."""
    rules = []
    for node in root.iter("{*}conditionalFormatting"):
        areas = node.get("sqref") or " ".join(each.text or "" for each in node.iterfind("{*}sqref"))
        for rule in node.iterfind("{*}cfRule"):
            own = rule.find("{*}dxf/{*}numFmt")
            code = None if own is None else own.get("formatCode", "")
            if code is not None or rule.get("dxfId") is not None:
                rules.append(Rule(areas, rule.get("dxfId"), code))
    return tuple(rules)


def shown_under(filled: Filled, rules: Sequence[Rule], codes: Mapping[str, str]) -> Filled:
    """Filled cells with the formats that conditional formats may give them; `codes` are those of the styles."""
    own = ((codes.get(rule.applied or "") if rule.code is None else rule.code, rule) for rule in rules)
    return also_shown(filled, [(rule.areas, code) for code, rule in own if code is not None])


def also_shown(filled: Filled, conditions: Sequence[tuple[str, str]]) -> Filled:
    """Filled cells; those in each area may also be shown in the format of its code. So many conditions that looking
    for them would take long are none of our forms': no cell is then known to show what it holds.
    """
    if not conditions:
        return filled
    reached = [(areas_in(areas), code) for areas, code in conditions[: _MOST + 1]]
    if len(reached) > _MOST or sum(len(areas) for areas, _ in reached) > _MOST:
        reached = [([_EVERYWHERE], _ILLEGIBLE)]
    return [(place, _also(cell, place, reached)) for place, cell in filled]


def areas_in(written: str) -> list[Area]:
    """The areas in a list such as `A1:B2 C3`; what cannot be read stands for the whole sheet."""
    return [_area(each) for each in written.split()]


def _area(written: str) -> Area:
    found = _AREA.fullmatch(written)
    if found is None:
        return _EVERYWHERE
    left, top, right, bottom = found.groups()
    right, bottom = (left, top) if right is None else (right, bottom)
    return Area(
        int(top) - 1 if top else 0,
        column_number(left) if left else 0,
        int(bottom) - 1 if bottom else _FAR,
        column_number(right) if right else _FAR,
    )


def _within(place: Place, area: Area) -> bool:
    return area.top <= place[0] <= area.bottom and area.left <= place[1] <= area.right


def _also(cell: RawCell, place: Place, reached: Sequence[tuple[list[Area], str]]) -> RawCell:
    if cell.kind not in ("n", "text"):
        return cell
    codes = tuple(code for areas, code in reached if any(_within(place, area) for area in areas))
    return cell if not codes else cell._replace(formats=(cell.formats or (_SHOWN_AS_STORED,)) + codes)
