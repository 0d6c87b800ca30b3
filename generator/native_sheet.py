"""An XlsxWriter worksheet for many cells."""

from __future__ import annotations

import re
import zlib
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain
from math import isfinite
from typing import Any, NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.worksheet import (
    CellBlankTuple,
    CellFormulaTuple,
    CellNumberTuple,
    CellStringTuple,
    Worksheet,
)

from generator.errors import RenderError
from workbook_templates.cell_plan import column_letters

_MARK = re.compile("\x00[0-9]+\x00")
"""A placeholder for a format in a packed row: XlsxWriter numbers formats only when it writes the package."""

_ROW_END = "\x01"
_ROWS_OF_A_SPAN = 16

_USUAL = frozenset({CellBlankTuple, CellFormulaTuple, CellNumberTuple, CellStringTuple})
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})

_PACKED_AT_ONCE = 1 << 16
"""How many characters of rows are compressed together."""

_SURELY_FITS, _LONGEST_TEXT = 16_000, 32_767
"""In characters, and Excel's limit in UTF-16 units, of which a character has one or two."""


class Formula(NamedTuple):
    """A formula that begins with "=", and the value it shows."""

    text: str
    value: float | str


Value = float | str | Formula | None
"""What a cell holds; None is a blank cell with a format."""


class NativeSheet(Worksheet):  # type: ignore[misc]
    """A worksheet for many cells: it writes what XlsxWriter writes, byte for byte, in a fraction of the time.

    XlsxWriter searches each formula for thirty newer functions that need a prefix; ours use none. Most cells are one
    of four kinds with a format, which need no list of attributes. If `packs` is set, rows are converted to XML and
    compressed when they are put, because the cells of a country's matrix would exhaust the memory.
    """

    packs = False

    def __init__(self) -> None:
        super().__init__()
        self._packed_rows = range(0)
        self._widths: list[int] = []
        self._packed: deque[bytes] = deque()
        self._to_pack: list[str] = []
        self._waiting = 0
        self._marks: dict[Format, str] = {}

    def put_row(self, row: int, cells: Sequence[tuple[Value, Format]]) -> None:
        """Write a row from its first column on. If the sheet packs, rows must follow one another, after all other
        cells.

        Raises RenderError if the row does not fit there, or a text is too long.
        """
        if self._check_dimensions(row, 0) or self._check_dimensions(row, len(cells) - 1):
            raise RenderError(f"row {row} with {len(cells)} columns does not fit on a sheet")
        if self.packs:
            self._pack(row, cells)
        else:
            self.table[row].update((column, self._held(*cell)) for column, cell in enumerate(cells))

    def put(self, row: int, column: int, value: Value, style: Format) -> None:
        """Write one cell anywhere on the sheet. Raises RenderError if it is outside the sheet's limits."""
        if self._check_dimensions(row, column):
            raise RenderError(f"row {row}, column {column} does not fit on a sheet")
        self.table[row][column] = self._held(value, style)

    def _held(self, value: Value, style: Format) -> Any:
        """A cell as XlsxWriter's own object."""
        kind = type(value)
        if kind is float or kind is int:
            return CellNumberTuple(_finite(value), style)
        if isinstance(value, str):
            return CellStringTuple(self._text_number(value), style)
        if isinstance(value, Formula):
            return CellFormulaTuple(self._prepare_formula(value.text), style, value.value)
        if value is None:
            return CellBlankTuple(style)
        raise RenderError(f"no cell holds a {kind.__name__}")

    def _text_number(self, text: str) -> int:
        """The number of a text in the table of shared texts."""
        if len(text) > _SURELY_FITS and len(text.encode("utf-16-le", "surrogatepass")) > 2 * _LONGEST_TEXT:
            raise RenderError(f"a text of {len(text)} characters is too long for a cell")
        number: int = self.str_table._get_shared_string_index(text)
        return number

    def _pack(self, row: int, cells: Sequence[tuple[Value, Format]]) -> None:
        packed = self._packed_rows
        if row != (packed.stop if packed else max(self.table, default=-1) + 1):
            raise RenderError(f"row {row} does not follow the rows before it")
        self._packed_rows = range(packed.start if packed else row, row + 1)
        self._widths.append(len(cells))
        marks, number = self._marks, row + 1
        written = []
        for column, (value, style) in enumerate(cells):
            if style not in marks:
                marks[style] = f"\x00{len(marks)}\x00"
            start = f'<c r="{column_letters(column)}{number}" s="{marks[style]}"'
            kind = type(value)
            if kind is float or kind is int:  # most of them
                written.append(f"{start}><v>{_finite(value):.16G}</v></c>")
            else:
                written.append(self._cell_text(start, self._held(value, style)))
        text = "".join(written)
        if text.count("\x00") != 2 * len(cells) or _ROW_END in text:
            raise RenderError(f"a formula in row {row} holds a control character")
        self._to_pack.append(text)
        self._waiting += len(text)
        if self._waiting > _PACKED_AT_ONCE:
            self._pack_waiting()

    def _pack_waiting(self) -> None:
        self._packed.append(zlib.compress(_ROW_END.join(self._to_pack).encode(), 1))
        self._to_pack.clear()
        self._waiting = 0

    def _unpacked(self) -> Iterator[str]:
        """The cells of every packed row, with the numbers of their formats."""
        if self._to_pack:
            self._pack_waiting()
        styles = {mark: style for style, mark in self._marks.items()}
        while self._packed:
            text = zlib.decompress(self._packed.popleft()).decode()
            yield from _MARK.sub(lambda mark: str(styles[mark[0]]._get_xf_index()), text).split(_ROW_END)

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("{").removeprefix("=").removesuffix("}")

    def _write_rows(self) -> None:
        self._calculate_spans()
        unpacked = self._unpacked()
        for row in range(self.dim_rowmin, self.dim_rowmax + 1):
            span = self.row_spans.get(row // _ROWS_OF_A_SPAN)
            cells = self.table.get(row)
            if row in self._packed_rows:
                if cells:
                    raise RenderError(f"row {row} was written twice")
                self._write_row(row, span, self.row_info.get(row))
                self.fh.write(f"{next(unpacked)}</row>")
            elif cells:
                self._write_row(row, span, self.row_info.get(row))
                for column in sorted(cells):
                    self._write_cell(row, column, cells[column])
                self._xml_end_tag("row")
            elif row in self.row_info:
                self._write_empty_row(row, span, self.row_info[row])

    def _calculate_spans(self) -> None:
        """The first and last column of each block of 16 rows."""
        spans: dict[int, tuple[int, int]] = {}
        widths = zip(self._packed_rows, self._widths, strict=True)
        used = chain(
            ((row, min(cells), max(cells)) for row, cells in self.table.items() if cells),
            ((row, 0, width - 1) for row, width in widths),
        )
        for row, first, last in used:
            block = row // _ROWS_OF_A_SPAN
            before = spans.get(block, (first, last))
            spans[block] = min(first, before[0]), max(last, before[1])
        self.row_spans = {block: f"{first + 1}:{last + 1}" for block, (first, last) in spans.items()}

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        if type(cell) in _USUAL and cell.format:
            start = f'<c r="{column_letters(col)}{row + 1}" s="{cell.format._get_xf_index()}"'
            self.fh.write(self._cell_text(start, cell))
        else:
            super()._write_cell(row, col, cell)

    def _cell_text(self, start: str, cell: Any) -> str:
        """A cell of a usual kind as XlsxWriter writes it; `start` is the beginning of its tag."""
        if type(cell) is CellNumberTuple:
            return f"{start}><v>{cell.number:.16G}</v></c>"
        if type(cell) is CellBlankTuple:
            return f"{start}/>"
        if type(cell) is CellStringTuple:
            return f'{start} t="s"><v>{cell.string}</v></c>'
        value = cell.value
        if isinstance(value, str) and value:
            start += ' t="e"' if value in _ERRORS else ' t="str"'
        return f"{start}><f>{self._escape_data(cell.formula)}</f><v>{self._escape_data(value)}</v></c>"


def _finite(number: Any) -> Any:
    """The number itself. Raises RenderError if it is not finite."""
    if not isfinite(number):
        raise RenderError(f"no cell holds {number}")
    return number
