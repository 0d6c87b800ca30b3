"""A sheet that takes cells as ours do, and writes every one of them by XlsxWriter's own ways."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.native_sheet import Formula, Value


class PlainSheet(Worksheet):  # type: ignore[misc]
    """What a `NativeSheet` has to write byte for byte. Rows are never packed."""

    packs = False

    def put_row(self, row: int, cells: Sequence[tuple[Value, Format]]) -> None:
        for column, (value, style) in enumerate(cells):
            self.put(row, column, value, style)

    def put(self, row: int, column: int, value: Value, style: Format) -> None:
        if isinstance(value, Formula):
            code = self.write_formula(row, column, value.text, style, value.value)
        elif value is None:
            code = self.write_blank(row, column, None, style)
        elif isinstance(value, str):
            code = self.write_string(row, column, value, style)
        else:
            code = self.write_number(row, column, value, style)
        assert code == 0, (row, column, value)
