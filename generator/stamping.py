"""Stamps forms of one plan: one master by XlsxWriter, each form's texts spliced into it.

The master is a made-up form whose texts are marks. Where a mark is found, a gap is cut. A
stamped form is, part by part, what XlsxWriter would have written; where that cannot be had
by filling gaps (see `_Master.form`), XlsxWriter writes it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic

from generator.errors import RenderError
from generator.footer import filled_footer
from generator.issue import written
from generator.lock import Lock
from generator.marks import PROPERTY_PIECE, TOKEN_NAME, joined, pieces
from generator.render import Typed
from generator.splice import SplicedPart, spliced_package
from workbook_templates.cell_plan import Slot
from workbook_templates.forms.kind import FormKind, Record

_STRINGS = "xl/sharedStrings.xml"
_MARK = "CCHC*MARK*"
_SURELY_FITS = 5_000
"""In characters. Excel's limits are 255 (a footer) and 32,767 (a cell); forms with longer texts than this are written
by XlsxWriter, which checks the limits."""

_STRING_ITEM = re.compile(rb"<si>.*?</si>", re.DOTALL)
_ESCAPE_LIKE = re.compile(r"(_x[0-9a-fA-F]{4}_)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")


Texts = Mapping[str, str]
"""The texts of a form by the names of slots, those of its identity among them."""


class Stamper(Generic[Record]):
    """Makes the forms of one batch of a kind under one lock: empty ones, or all with the same `values` typed in.
    Masters are built when first needed; a kind whose forms have none is written form by form.
    """

    def __init__(
        self, kind: FormKind[Record], lock: Lock, values: Mapping[str, Typed] | None = None
    ) -> None:
        self._kind = kind
        self._lock = lock
        self._values = values
        self._masters: dict[tuple[Hashable, int], _Master[Record]] = {}

    def form(self, record: Record, texts: Texts) -> bytes:
        """A form; its parts are those of `written`, byte for byte.

        Raises RenderError if XlsxWriter refuses a text (one beyond Excel's limits).
        """
        shared = self._kind.master(record)
        if shared is None:
            return self._written(record, texts)
        count = len(pieces(texts["token"]))
        key = (shared, count)
        if key not in self._masters:
            marks = _marks(texts, count)
            self._masters[key] = _Master(self._kind, record, self._written(record, marks), marks)
        return self._masters[key].form(texts) or self._written(record, texts)

    def _written(self, record: Record, texts: Texts) -> bytes:
        return written(self._kind, record, texts, self._lock, self._values)


@dataclass(frozen=True)
class _Gap:
    """A place where forms differ: the part it is in, and the XML that a form has there."""

    part: str
    xml: Callable[[Texts], bytes]


class _Master(Generic[Record]):
    """A form with gaps, cut out of the made-up one with these marks for texts."""

    def __init__(self, kind: FormKind[Record], record: Record, written: bytes, marks: Texts) -> None:
        self._gaps: dict[str, list[_Gap]] = {}
        self._parts: list[SplicedPart] = []
        self._taken: set[bytes] = set()
        gaps = list(_gaps(kind, record, len(pieces(marks["token"]))))
        with zipfile.ZipFile(io.BytesIO(written)) as package:
            for name in package.namelist():
                content = package.read(name)
                found = [(_place(content, gap.xml(marks)), gap) for gap in gaps if gap.part == name]
                found.sort(key=lambda each: each[0])
                self._gaps[name] = [gap for _, gap in found]
                self._parts.append(SplicedPart(name, _runs(content, self._gaps[name], marks)))
                if name == _STRINGS:
                    self._taken = set(_STRING_ITEM.findall(content))

    def form(self, texts: Texts) -> bytes | None:
        """The form with these texts, or None where filling the gaps would not give what XlsxWriter writes.

        A text that occurs twice in a workbook is stored once in its table of strings, and an empty text not at all;
        then the cells' references differ too. XlsxWriter may refuse a very long text.
        """
        filled = {name: [gap.xml(texts) for gap in gaps] for name, gaps in self._gaps.items()}
        strings = filled[_STRINGS]
        apart = len(set(strings)) == len(strings) and self._taken.isdisjoint(strings)
        if not apart or not all(map(_is_plain, texts.values())):
            return None
        return spliced_package([part.member(filled[part.name]) for part in self._parts])


def _gaps(kind: FormKind[Record], record: Record, token_pieces: int) -> Iterator[_Gap]:
    """All places where forms of one plan differ."""
    plan = kind.plan(record)
    contents = (cell.content for sheet in plan.sheets for cell in sheet.cells)
    yield from map(_string, dict.fromkeys(each.template for each in contents if isinstance(each, Slot)))
    for number, sheet in enumerate(plan.sheets, start=1):
        if sheet.paper and sheet.paper.footer:
            yield _footer(number, sheet.paper.footer)
    yield _Gap("docProps/core.xml", lambda texts: _element("dc:title", kind.title(record, texts)))
    yield _Gap("docProps/core.xml", lambda texts: _element("cp:keywords", texts["token"]))
    yield _Gap("xl/workbook.xml", _token_name)
    yield from map(_token_piece, range(token_pieces))


def _string(template: str) -> _Gap:
    return _Gap(_STRINGS, lambda texts: _string_item(template.format(**texts)))


def _footer(number: int, template: str) -> _Gap:
    part = f"xl/worksheets/sheet{number}.xml"
    return _Gap(
        part,
        lambda texts: _element("oddFooter", filled_footer(template, lambda each: each.format(**texts))),
    )


def _token_piece(at: int) -> _Gap:
    return _Gap("docProps/custom.xml", lambda texts: _element("vt:lpwstr", pieces(texts["token"])[at]))


def _marks(names: Iterable[str], token_pieces: int) -> Texts:
    """The texts of the made-up form; no two are alike, and the token has as many pieces as a true one's."""
    marks = {each: f"{_MARK}{each.upper()}*" for each in names}
    long = [f"{_MARK}TOKEN{number}*".ljust(PROPERTY_PIECE, "*") for number in range(1, token_pieces)]
    return {**marks, "token": "".join(long) + marks["token"]}


def _place(content: bytes, mark: bytes) -> int:
    if content.count(mark) != 1:
        raise RenderError(f"the master holds {mark!r} {content.count(mark)} times")
    return content.index(mark)


def _runs(content: bytes, gaps: list[_Gap], marks: Texts) -> list[bytes]:
    """A part cut at its gaps. A mark that is left would go out to a unit."""
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


def _token_name(texts: Texts) -> bytes:
    name = f'<definedName name="{TOKEN_NAME}">'.encode()
    return name + _escaped(joined(texts["token"])).encode() + b"</definedName>"


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
