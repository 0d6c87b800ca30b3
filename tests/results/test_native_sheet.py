"""The sheet and the workbook that hold many rows compressed: what they write, and what they refuse."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import RenderError
from generator.native_sheet import Formula, NativeSheet, Value
from generator.packed_text import PackedText, PackingWorkbook
from tests.core.scoring import steadily

from .plain_sheet import PlainSheet

STYLES: tuple[dict[str, Any], ...] = (
    {"bold": True},
    {"num_format": "0.00"},
    {"italic": True},
    {"bold": True},
)
"""Two are alike: XlsxWriter gives them one number."""

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=9)
VALUES: Any = st.one_of(
    st.none(),
    st.integers(-(10**6), 10**6),
    st.floats(-1e9, 1e9),
    TEXTS.filter(lambda text: not text.startswith(("=", "<r>"))),
    st.builds(
        Formula,
        TEXTS.map(lambda text: "=" + text.strip("{}=") + "A1"),
        st.floats(-9, 9) | st.sampled_from(["", "#N/A", "Tốt & <b>"]),
    ),
)
ROWS = st.lists(
    st.lists(st.tuples(VALUES, st.integers(0, len(STYLES) - 1)), min_size=1, max_size=6), max_size=40
)


def written(rows: Sequence[Sequence[tuple[Value, int]]], how: str) -> bytes:
    """A workbook of two sheets, the first one filled after the second, row by row from the third row on."""
    stream = io.BytesIO()
    made = PackingWorkbook if how == "packed" else xlsxwriter.Workbook
    with made(stream, {"in_memory": True}) as workbook:
        formats = [workbook.add_format(properties) for properties in STYLES]
        kind = PlainSheet if how == "plain" else NativeSheet
        sheets = [workbook.add_worksheet(name, kind) for name in ("one", "two")]
        for sheet in reversed(sheets):
            sheet.write_string(0, 3, "above", formats[2])
            sheet.set_row(2, 40)
            if how == "packed":
                sheet.packs = True
            for row, cells in enumerate(rows, start=1):
                sheet.put_row(row, [(value, formats[style]) for value, style in cells])
    return stream.getvalue()


def parts(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if "docProps" not in name}


@steadily
@given(ROWS)
def test_rows_are_written_as_xlsxwriter_writes_them(rows: list[list[tuple[Value, int]]]) -> None:
    """Whatever stands in them, held cell by cell or packed: every part is the same, formats' numbers too."""
    plain = parts(written(rows, "plain"))
    assert parts(written(rows, "rows")) == plain
    assert parts(written(rows, "packed")) == plain


def sheet_that_packs() -> tuple[Any, NativeSheet, Any]:
    workbook = PackingWorkbook(io.BytesIO(), {"in_memory": True})
    sheet = workbook.add_worksheet("one", NativeSheet)
    sheet.write_string(0, 0, "above")
    sheet.packs = True
    return workbook, sheet, workbook.add_format({"bold": True})


@pytest.mark.parametrize("row", [0, 2, 5])
def test_a_packed_row_that_does_not_follow_is_refused(row: int) -> None:
    """Rows out of order would be lost, or stand where they do not belong."""
    _, sheet, style = sheet_that_packs()
    with pytest.raises(RenderError, match="does not follow"):
        sheet.put_row(row, [(1.0, style)])
    sheet.put_row(1, [(1.0, style)])
    with pytest.raises(RenderError, match="does not follow"):
        sheet.put_row(1, [(2.0, style)])


def test_a_cell_written_over_a_packed_row_is_refused() -> None:
    """It would take the place of the row, or be lost."""
    workbook, sheet, style = sheet_that_packs()
    sheet.put_row(1, [(1.0, style)])
    sheet.write_number(1, 3, 2.0, style)
    with pytest.raises(RenderError, match="written twice"):
        workbook.close()


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x000\x00"])
def test_a_formula_with_a_control_character_is_refused(character: str) -> None:
    """No workbook may hold one, and ours marks formats and ends of rows with them."""
    _, sheet, style = sheet_that_packs()
    with pytest.raises(RenderError, match="control character"):
        sheet.put_row(1, [(Formula(f'="{character}"', 1.0), style)])


def test_what_does_not_fit_is_refused() -> None:
    """XlsxWriter would only return a number."""
    _, sheet, style = sheet_that_packs()
    with pytest.raises(RenderError, match="too long"):
        sheet.put_row(1, [("x" * 40_000, style)])
    _, sheet, style = sheet_that_packs()
    with pytest.raises(RenderError, match="too long"):
        sheet.put_row(1, [("\U0001f600" * 16_384, style)])
    _, sheet, style = sheet_that_packs()
    with pytest.raises(RenderError, match="does not fit"):
        sheet.put_row(1 << 20, [(1.0, style)])
    sheet.put_row(1, [("x" * 32_767, style), ("\U0001f600" * 16_383, style)])


def test_a_cell_beyond_the_sheet_is_refused() -> None:
    _, sheet, style = sheet_that_packs()
    sheet.put(0, 1, "beside", style)
    with pytest.raises(RenderError, match="does not fit"):
        sheet.put(0, 1 << 14, 1.0, style)


@pytest.mark.parametrize("value", [True, Decimal("1.5"), Fraction(1, 2), b"x", float("nan"), float("inf")])
@pytest.mark.parametrize("packs", [True, False])
def test_a_value_that_is_no_cell_is_refused(value: Any, packs: bool) -> None:
    """Passed over, it would stand in the workbook as a blank cell."""
    _, sheet, style = sheet_that_packs()
    sheet.packs = packs
    with pytest.raises(RenderError, match="no cell holds"):
        sheet.put_row(1, [(value, style)])


@steadily
@given(st.lists(st.text(max_size=30)))
def test_a_packed_text_is_what_was_written(pieces: list[str]) -> None:
    sound = [piece.encode("utf-8", "ignore").decode() for piece in pieces]
    packed = PackedText()
    assert [packed.write(piece) for piece in sound] == [len(piece) for piece in sound]
    assert packed.getvalue().encode("utf-8") == "".join(sound).encode()


def test_a_long_packed_text_is_whole() -> None:
    packed, piece = PackedText(), "<c>điểm</c>" * 999
    for _ in range(200):
        packed.write(piece)
    assert packed.getvalue().encode("utf-8") == (piece * 200).encode()
