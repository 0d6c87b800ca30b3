"""Stamps unit forms: XlsxWriter writes one master per criteria set, and each unit's texts are spliced into it.

The master is the form of a made-up unit whose texts are marks. Each mark is cut out and leaves a gap. Every part of a
stamped form has the bytes that XlsxWriter would write for the unit; if filling gaps cannot give these (see
`_Master.form`), XlsxWriter writes the form.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields

from cchc.campaign.panel import Panel
from cchc.criteria.model import CriteriaSet
from generator.errors import RenderError
from generator.footer import filled_footer
from generator.lock import Lock
from generator.marks import PROPERTY_PIECE, TOKEN_NAME, joined, pieces
from generator.render import Typed
from generator.splice import SplicedPart, spliced_package
from generator.unit_forms import form_title, unit_form
from workbook_templates.cell_plan import Slot
from workbook_templates.unit_form.plan import unit_form_plan
from workbook_templates.unit_form.slots import UnitSlots

_STRINGS = "xl/sharedStrings.xml"
_MARK = "CCHC*MARK*"
_SURELY_FITS = 5_000
"""In characters. Excel's limits are 255 (a footer) and 32,767 (a cell); forms with longer texts than this are written
by XlsxWriter, which checks the limits."""

_STRING_ITEM = re.compile(rb"<si>.*?</si>", re.DOTALL)
_ESCAPE_LIKE = re.compile(r"(_x[0-9a-fA-F]{4}_)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")


class Stamper:
    """Makes the forms of one batch with the same lock: empty, or all with the same typed `values`. Masters are made when
    first needed.
    """

    def __init__(self, lock: Lock, values: Mapping[str, Typed] | None = None) -> None:
        self._lock = lock
        self._values = values
        self._masters: dict[tuple[str, Panel | None, int], _Master] = {}

    def form(self, criteria: CriteriaSet, slots: UnitSlots, panel: Panel | None = None) -> bytes:
        """A unit's form; its parts have the same bytes as those of `unit_form`.

        Raises RenderError if XlsxWriter refuses a text (one beyond Excel's limits).
        """
        count = len(pieces(slots.token))
        key = (criteria.fingerprint, panel, count)
        if key not in self._masters:
            self._masters[key] = _Master(
                criteria, panel, self._written(criteria, _marks(count), panel), count
            )
        return self._masters[key].form(slots) or self._written(criteria, slots, panel)

    def _written(self, criteria: CriteriaSet, slots: UnitSlots, panel: Panel | None) -> bytes:
        return unit_form(criteria, slots, self._lock, self._values, panel)


@dataclass(frozen=True)
class _Gap:
    """A place where forms differ: its part, and a function that gives a unit's XML for it."""

    part: str
    xml: Callable[[UnitSlots], bytes]


class _Master:
    """The form of a criteria set with gaps, made from the form of the made-up unit."""

    def __init__(
        self, criteria: CriteriaSet, panel: Panel | None, written: bytes, token_pieces: int
    ) -> None:
        marks = _marks(token_pieces)
        self._gaps: dict[str, list[_Gap]] = {}
        self._parts: list[SplicedPart] = []
        self._taken: set[bytes] = set()
        gaps = list(_gaps(criteria, panel, token_pieces))
        with zipfile.ZipFile(io.BytesIO(written)) as package:
            for name in package.namelist():
                content = package.read(name)
                found = [(_place(content, gap.xml(marks)), gap) for gap in gaps if gap.part == name]
                found.sort(key=lambda each: each[0])
                self._gaps[name] = [gap for _, gap in found]
                self._parts.append(SplicedPart(name, _runs(content, self._gaps[name], marks)))
                if name == _STRINGS:
                    self._taken = set(_STRING_ITEM.findall(content))

    def form(self, slots: UnitSlots) -> bytes | None:
        """The form of a unit; None if filling the gaps would not give the bytes that XlsxWriter writes.

        A text that occurs twice in a workbook is stored once in its table of strings, and an empty text not at all;
        then the cells' references differ too. XlsxWriter may refuse a very long text.
        """
        filled = {name: [gap.xml(slots) for gap in gaps] for name, gaps in self._gaps.items()}
        strings = filled[_STRINGS]
        apart = len(set(strings)) == len(strings) and self._taken.isdisjoint(strings)
        if not apart or not all(map(_is_plain, vars(slots).values())):
            return None
        return spliced_package([part.member(filled[part.name]) for part in self._parts])


def _gaps(criteria: CriteriaSet, panel: Panel | None, token_pieces: int) -> Iterator[_Gap]:
    """All places where forms of a set differ."""
    plan = unit_form_plan(criteria, panel)
    contents = (cell.content for sheet in plan.sheets for cell in sheet.cells)
    yield from map(_string, dict.fromkeys(each.template for each in contents if isinstance(each, Slot)))
    for number, sheet in enumerate(plan.sheets, start=1):
        if sheet.paper and sheet.paper.footer:
            yield _footer(number, sheet.paper.footer)
    yield _Gap("docProps/core.xml", lambda unit: _element("dc:title", form_title(criteria, unit)))
    yield _Gap("docProps/core.xml", lambda unit: _element("cp:keywords", unit.token))
    yield _Gap("xl/workbook.xml", _token_name)
    yield from map(_token_piece, range(token_pieces))


def _string(template: str) -> _Gap:
    return _Gap(_STRINGS, lambda unit: _string_item(unit.fill(template)))


def _footer(number: int, template: str) -> _Gap:
    part = f"xl/worksheets/sheet{number}.xml"
    return _Gap(part, lambda unit: _element("oddFooter", filled_footer(template, unit.fill)))


def _token_piece(at: int) -> _Gap:
    return _Gap("docProps/custom.xml", lambda unit: _element("vt:lpwstr", pieces(unit.token)[at]))


def _marks(token_pieces: int) -> UnitSlots:
    """The texts of the made-up unit; all differ, and the token has as many pieces as a real one."""
    marks = {each.name: f"{_MARK}{each.name.upper()}*" for each in fields(UnitSlots)}
    long = [f"{_MARK}TOKEN{number}*".ljust(PROPERTY_PIECE, "*") for number in range(1, token_pieces)]
    return UnitSlots(**{**marks, "token": "".join(long) + marks["token"]})


def _place(content: bytes, mark: bytes) -> int:
    if content.count(mark) != 1:
        raise RenderError(f"the master holds {mark!r} {content.count(mark)} times")
    return content.index(mark)


def _runs(content: bytes, gaps: list[_Gap], marks: UnitSlots) -> list[bytes]:
    """The runs of a part between its gaps. Raises RenderError if a mark is left, which would be issued to a unit."""
    runs = []
    for gap in gaps:
        before, _, content = content.partition(gap.xml(marks))
        runs.append(before)
    runs.append(content)
    if any(_MARK.encode() in run for run in runs):
        raise RenderError("the master holds a mark in a place that nothing fills")
    return runs


def _is_plain(text: str) -> bool:
    return 0 < len(text) < _SURELY_FITS and not text.startswith("<r>")


def _token_name(slots: UnitSlots) -> bytes:
    name = f'<definedName name="{TOKEN_NAME}">'.encode()
    return name + _escaped(joined(slots.token)).encode() + b"</definedName>"


def _string_item(text: str) -> bytes:
    text = _writable(text)
    space = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f"<si><t{space}>{_escaped(text)}</t></si>".encode()


def _element(tag: str, text: str) -> bytes:
    return f"<{tag}>{_escaped(_writable(text))}</{tag}>".encode()


def _writable(text: str) -> str:
    """A text in which characters that XML cannot hold are written as _xHHHH_, and a literal "_x0041_" is escaped too
    (ECMA-376 part 1, 22.9.2.19).
    """
    text = _ESCAPE_LIKE.sub(r"_x005F\1", text)
    return _CONTROL.sub(lambda match: f"_x{ord(match.group()):04X}_", text)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
