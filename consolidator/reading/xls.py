"""The exact reading of an old Excel workbook (.xls), by xlrd.

xlrd gives the stored result of a formula but not the formula. So locked formulas cannot be compared, and a remark
says so. Figures are computed again in any case.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence
from functools import cached_property

import olefile
import xlrd

from cchc.findings.finding import Finding, finding
from consolidator.reading.bounds import check_cells, filled_records
from consolidator.reading.default_password import without_default_password
from consolidator.reading.formats import UNKNOWN, codes_of, shown_as
from consolidator.reading.ole_damage import what_is_damaged
from consolidator.reading.pictures import for_texts
from consolidator.reading.preflight import Refused
from consolidator.reading.sheet_parts import check_names
from consolidator.reading.workbook import RawCell, RawSheet, Surroundings, area_name, cell_texts

_XF, _END, _ENCRYPTED = 0x00E0, 0x000A, 0x002F
"""Record numbers: a cell style; the end of the workbook globals or of a sheet; how the workbook is encrypted."""

_BLANKS = (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)


class XlsWorkbook:
    """Reads an .xls workbook. All methods raise Refused."""

    def __init__(self, content: bytes) -> None:
        self._sheets: dict[str, RawSheet] = {}
        self._looks: dict[int, tuple[str, tuple[str, ...]]] = {}
        self.content, self._stream = _readable(content)
        check_cells(filled_records(self._stream))
        try:
            self._book = xlrd.open_workbook(
                file_contents=self.content, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
            )
        except MemoryError:
            raise
        except Exception as error:  # a damaged file makes xlrd raise any kind of error
            raise Refused(finding("FILE_DAMAGED", what_is_damaged(error))) from error
        check_names(self.sheet_names)

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
            keywords = self._summary("keywords")
        except Exception:  # only a second copy of the identity is here
            return
        if keywords is not None:
            yield "keywords", keywords

    @property
    def program(self) -> str:
        """The name only: the format does not store the program's version."""
        try:
            return self._summary("creating_application") or ""
        except Exception as error:  # olefile raises whatever a damaged directory leads it to
            raise Refused(finding("FILE_DAMAGED", what_is_damaged(error))) from error

    def _summary(self, name: str) -> str | None:
        """A text of the document's summary; None if there is none. Raises any error of olefile."""
        with olefile.OleFileIO(io.BytesIO(self.content)) as package:
            text: object = getattr(package.get_metadata(), name, None)
        return text.decode("utf-8", "replace") if isinstance(text, bytes) else None

    @property
    def surroundings(self) -> Surroundings:
        """Macros only: xlrd gives no information about links."""
        try:
            with olefile.OleFileIO(io.BytesIO(self.content)) as package:
                return Surroundings(macros=package.exists("_VBA_PROJECT_CUR"))
        except Exception as error:  # a damaged directory makes olefile raise any kind of error
            raise Refused(finding("FILE_DAMAGED", what_is_damaged(error))) from error

    @property
    def differences(self) -> Sequence[Finding]:
        return ()  # there is one way to read this format

    def for_fast_reading(self, content: bytes) -> bytes:
        """The workbook's content, decrypted where it was encrypted, after a check that every sheet is within bounds:
        python-calamine reads all of them. Raises Refused.
        """
        for name in self.sheet_names:
            self.sheet(name).bounded()
        return self.content

    def sheet(self, name: str) -> RawSheet:
        known = self._sheets.get(name)
        if known is None:
            known = self._sheets[name] = self._read(name)
        return known

    def merged(self, name: str) -> Sequence[str]:
        areas = self._book.sheet_by_name(name).merged_cells
        return [
            area_name(
                top, left, bottom - top, right - left
            )  # xlrd names the row and column behind the last
            for top, bottom, left, right in areas
        ]

    def _read(self, name: str) -> RawSheet:
        """One sheet's cells. Rows end at their last cell (ragged_rows), so that one cell in the far corner does not
        create millions of blank cells.
        """
        sheet = self._book.sheet_by_name(name)
        cells = {}
        for row in range(sheet.nrows):
            for column, kind in enumerate(sheet.row_types(row)):
                cell = None if kind in _BLANKS else self._cell(sheet.cell(row, column))
                if cell is not None:
                    cells[row, column] = cell
        return RawSheet(name, cells, tells_formulas=False, excel_formulas=False)

    def _cell(self, cell: xlrd.sheet.Cell) -> RawCell | None:
        if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE) or isinstance(cell.value, float):
            shown, codes = self._look(cell.xf_index)
            return RawCell("n", repr(float(cell.value)), None, shown, codes)
        if cell.ctype == xlrd.XL_CELL_TEXT:
            if not cell.value:
                return None
            return RawCell("text", str(cell.value), formats=for_texts(self._look(cell.xf_index)[1]))
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return RawCell("b", str(int(cell.value)))
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return RawCell("e", xlrd.error_text_from_code.get(int(cell.value), "#ERR"))
        return None

    def _look(self, style: int | None) -> tuple[str, tuple[str, ...]]:
        """How cells of a style show numbers, and the codes of its format, by the format number in the style's record:
        xlrd replaces an undefined format with General, and does not know the built-in formats of other languages.
        """
        if style is None or not 0 <= style < len(self._style_formats):
            return UNKNOWN, ()
        looks = self._looks
        if style not in looks:
            number = self._style_formats[style]
            known = self._book.format_map.get(number)
            code = known.format_str if known else None
            looks[style] = (shown_as(number, code), codes_of(number, () if code is None else (code,)))
        return looks[style]

    @cached_property
    def _style_formats(self) -> list[int]:
        """The number of each cell style's format (XF records of the workbook's globals, [MS-XLS] 2.4.353)."""
        return [
            struct.unpack_from("<H", data, 2)[0]
            for kind, data in _globals(self._stream)
            if kind == _XF and len(data) >= 4
        ]


def _readable(content: bytes) -> tuple[bytes, bytes]:
    """The content, decrypted if it is encrypted with the default password, and its stream of records. Raises
    Refused.
    """
    stream = _stream(content)
    if not any(kind == _ENCRYPTED for kind, _ in _globals(stream)):
        return content, stream
    plain = without_default_password(content)
    if plain is None:
        raise Refused(finding("FILE_ENCRYPTED"))
    return plain, _stream(plain)


def _stream(content: bytes) -> bytes:
    """The records of a workbook and its sheets ([MS-XLS] 2.1.2). Raises Refused."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as package:
            stream: bytes = package.openstream("Workbook" if package.exists("Workbook") else "Book").read()
            return stream
    except Exception as error:  # a damaged directory makes olefile raise any kind of error
        raise Refused(finding("FILE_DAMAGED", what_is_damaged(error))) from error


def _globals(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a workbook before its sheets ([MS-XLS] 2.1.4)."""
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if kind == _END:
            return
        yield kind, stream[place + 4 : place + 4 + length]
        place += 4 + length
