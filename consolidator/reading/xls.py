"""The exact reading of an old Excel workbook (.xls), by xlrd.

xlrd gives the stored result of a formula and not the formula: what was locked there cannot be
compared, and the form says so in a remark. Figures are computed again all the same.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import cached_property

import olefile
import xlrd

from cchc.findings.finding import Finding, finding
from consolidator.reading.preflight import Refused
from consolidator.reading.workbook import RawCell, RawSheet, Surroundings, cell_texts


class XlsWorkbook:
    """Reads an .xls workbook. All methods raise Refused."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        try:
            self._book = xlrd.open_workbook(
                file_contents=content, formatting_info=True, logfile=io.StringIO()
            )
        except MemoryError:
            raise
        except Exception as error:  # xlrd meets a damaged file with whatever Python raises there
            code = "FILE_ENCRYPTED" if "encrypted" in str(error) else "FILE_DAMAGED"
            raise Refused(finding(code, error)) from error

    @property
    def sheet_names(self) -> Sequence[str]:
        return [str(name) for name in self._book.sheet_names()]

    @property
    def format_remark(self) -> Finding | None:
        return finding("FILE_OTHER_FORMAT", "Excel 97–2003 (.xls)")

    @cached_property
    def texts(self) -> Sequence[str]:
        return cell_texts(self)

    @property
    def defined_names(self) -> dict[str, str]:
        return {}

    def property_texts(self) -> Iterator[tuple[str, str]]:
        try:
            with olefile.OleFileIO(io.BytesIO(self.content)) as package:
                keywords: object = getattr(package.get_metadata(), "keywords", None)
        except Exception:  # a second place of the identity, nothing more
            return
        if isinstance(keywords, bytes):
            yield "keywords", keywords.decode("utf-8", "replace")

    @property
    def surroundings(self) -> Surroundings:
        """Programs only: xlrd tells nothing of links."""
        try:
            with olefile.OleFileIO(io.BytesIO(self.content)) as package:
                return Surroundings(macros=package.exists("_VBA_PROJECT_CUR"))
        except Exception as error:  # olefile raises whatever a damaged directory leads it to
            raise Refused(finding("FILE_DAMAGED", error)) from error

    def sheet(self, name: str) -> RawSheet:
        sheet = self._book.sheet_by_name(name)
        cells = {}
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                cell = self._cell(sheet.cell(row, column))
                if cell is not None:
                    cells[row, column] = cell
        return RawSheet(name, cells, tells_formulas=False, excel_formulas=False)

    def _cell(self, cell: xlrd.sheet.Cell) -> RawCell | None:
        if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            return RawCell("n", repr(float(cell.value)), None, self._shows_percent(cell.xf_index))
        if cell.ctype == xlrd.XL_CELL_TEXT:
            return RawCell("text", str(cell.value)) if cell.value else None
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return RawCell("b", str(int(cell.value)))
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return RawCell("e", xlrd.error_text_from_code.get(int(cell.value), "#ERR"))
        return None

    def _shows_percent(self, style: int | None) -> bool:
        if style is None or not 0 <= style < len(self._book.xf_list):
            return False
        shown = self._book.format_map.get(self._book.xf_list[style].format_key)
        return shown is not None and "%" in shown.format_str
