"""Faults of the form: its locked cells, rows, sheets and identity."""

from __future__ import annotations

import re
from fractions import Fraction

from cchc.criteria.model import ScoredLine
from cchc.returns.scorebook import Claim
from tests.intake.packages import HIDDEN, MAIN, WORKBOOK, repacked, with_parts
from tests.intake.spoiling import (
    added_below,
    swapped,
    typed_at,
    with_cached,
    with_number,
    with_row_before,
    with_rows,
    with_rows_swapped,
    with_text,
    without_row,
)

from .spoilt import Expected, Fault, Spoilt, of_form, unchanged, unscored

_OUTSIDE = "Ghi thêm ngoài phiếu: 2 điểm"


def max_points_edited(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    cell = spoilt.address(f"{scored.code}:max")
    spoilt.edits.append(lambda content: with_number(content, cell, float(scored.max_points) + 1))
    return unchanged(scored.code, "MAX_POINTS_EDITED")


def name_edited(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    cell = spoilt.address(f"{scored.code}:name")
    spoilt.edits.append(lambda content: with_text(content, cell, "Tên khác hẳn"))
    return unchanged(scored.code, "LOCKED_TEXT_EDITED")


def formula_overwritten(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    """The unit's score typed over: the rule is computed again, whatever stands there."""
    if "score" in scored.figures:
        return None
    cell = spoilt.address(f"{scored.code}:self")
    spoilt.edits.append(lambda content: with_number(content, cell, float(scored.max_points)))
    return unchanged(scored.code, "FORMULA_OVERWRITTEN")


def survey_filled(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    survey = next(each.code for each in spoilt.issued.criteria.leaves if not each.by_unit)
    cell = spoilt.address(f"{survey}:self")
    spoilt.edits.append(lambda content: with_number(content, cell, 1.5))
    return [Expected(survey, frozenset({"SURVEY_LEAF_FILLED"}))]


def achieved_filled(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    cell = spoilt.address(f"{scored.code}:achieved")
    spoilt.edits.append(lambda content: with_number(content, cell, float(scored.max_points)))
    return unchanged(scored.code, "LOCKED_CELL_FILLED")


def index_typed(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    cell = spoilt.address(":index")
    spoilt.edits.append(lambda content: with_number(content, cell, 99.87654321))
    spoilt.may_travel = False  # a program that drops the results leaves nothing to compare
    return of_form("FORMULA_OVERWRITTEN")


def check_code_changed(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    cell = spoilt.address(":check_code")
    spoilt.edits.append(lambda content: with_cached(content, cell, "-1"))
    spoilt.may_travel = False
    return of_form("CHECK_CODE_DIFFERS")


def written_outside(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    place = spoilt.chance.choice((("B", 400), ("Z", 500), ("A", 450)))
    part = spoilt.chance.choice((MAIN, MAIN, HIDDEN))
    cells = typed_at((place[0], _OUTSIDE), row=place[1])
    spoilt.edits.append(lambda content: added_below(content, place[1], cells, part))
    return of_form("TYPED_OUTSIDE_FORM")


def rows_exchanged(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    one, other = spoilt.row(scored.code), spoilt.row(_another(spoilt, scored))
    spoilt.edits.append(lambda content: with_rows_swapped(content, one, other))
    return of_form("ROWS_MOVED")


def row_inserted(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    row = spoilt.row(scored.code)
    cells = typed_at(("B", _OUTSIDE), row=row)
    spoilt.edits.append(lambda content: with_row_before(content, row, cells))
    spoilt.may_travel = False  # merged areas have not moved along
    return [*of_form("ROWS_MOVED"), *of_form("TYPED_OUTSIDE_FORM")]


def row_deleted(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    row = spoilt.row(scored.code)
    spoilt.edits.append(lambda content: without_row(content, row))
    spoilt.may_travel = False
    return unscored(scored.code, "ROW_MISSING")


def row_copied(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    row = spoilt.row(scored.code)
    spoilt.edits.append(lambda content: with_rows(content, lambda rows: {**rows, 300: rows[row]}))
    return unscored(scored.code, "ROW_TWICE")


def code_edited(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    wrong = spoilt.chance.choice((f"{scored.code}a", "9.9.9", scored.code.replace(".", ","), "x"))
    cell = spoilt.address(f"{scored.code}:code")
    spoilt.edits.append(lambda content: with_text(content, cell, wrong))
    return unscored(scored.code, "ROW_MISSING")


def codes_exchanged(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    other = _another(spoilt, scored)
    one, two = spoilt.address(f"{scored.code}:code"), spoilt.address(f"{other}:code")
    spoilt.edits.append(lambda content: swapped(content, one, two))
    return [*unscored(scored.code, "CODE_ON_OTHER_LINE"), *unscored(other, "CODE_ON_OTHER_LINE")]


def sheet_renamed(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    name = spoilt.chance.choice(("Sheet1", "Phiếu (2)", "xã A"))
    spoilt.edits.append(_first_sheet(f'name="{name}"'))
    return of_form("FORM_SHEET_RENAMED")


def sheets_shown(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    def shown(part: bytes) -> bytes:
        return re.sub(rb' state="(?:veryHidden|hidden)"', b"", part)

    spoilt.edits.append(lambda content: with_parts(content, {WORKBOOK: shown}))
    return []


def protection_lifted(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    def lifted(part: bytes) -> bytes:
        return re.sub(rb"<sheetProtection[^>]*/>", b"", part)

    spoilt.edits.append(lambda content: with_parts(content, {MAIN: lifted}))
    return of_form("SHEET_UNPROTECTED")


def macros_added(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    spoilt.edits.append(
        lambda content: repacked(content, add=[("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0" * 99)])
    )
    spoilt.may_travel = False  # other programs drop what nothing leads to
    return of_form("FORM_HAS_MACROS")


def columns_moved(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    spoilt.refused_for = "FORM_COLUMNS_MOVED"
    row = spoilt.issued.sheet.by_name[
        f"{scored.code}:code"
    ].row  # any row: the heading is what is looked at
    assert row
    spoilt.edits.append(_columns_exchanged)
    return []


def sheet_gone(spoilt: Spoilt, scored: ScoredLine) -> list[Expected] | None:
    spoilt.refused_for = "FORM_SHEET_MISSING"

    def without(part: bytes) -> bytes:
        return re.sub(rb"<sheet [^>]*/>", b"", part, count=1)

    spoilt.edits.append(lambda content: with_parts(content, {WORKBOOK: without}))
    spoilt.may_travel = False
    return []


def _another(spoilt: Spoilt, scored: ScoredLine) -> str:
    """The code of a leaf that no fault has been planted on."""
    taken = {each.code for each in spoilt.expected} | {scored.code}
    free = [each.code for each in spoilt.issued.criteria.leaves if each.by_unit and each.code not in taken]
    return spoilt.chance.choice(free)


def _first_sheet(name: str):  # type: ignore[no-untyped-def]
    def renamed(part: bytes) -> bytes:
        return re.sub(
            rb'(<sheet )name="[^"]*"', lambda found: found.group(1) + name.encode(), part, count=1
        )

    return lambda content: with_parts(content, {WORKBOOK: renamed})


def _columns_exchanged(content: bytes) -> bytes:
    """Columns E and F, done and total, with everything in them."""

    def exchanged(part: bytes) -> bytes:
        def other(found: re.Match[bytes]) -> bytes:
            return found.group(1) + (b"F" if found.group(2) == b"E" else b"E") + found.group(3)

        return re.sub(rb'(<c r=")([EF])(\d+")', other, part)

    return with_parts(content, {MAIN: exchanged})


FORM_FAULTS: tuple[Fault, ...] = (
    max_points_edited, name_edited, formula_overwritten, survey_filled, achieved_filled, index_typed,
    check_code_changed, written_outside, rows_exchanged, row_inserted, row_deleted, row_copied, code_edited,
    codes_exchanged, sheet_renamed, sheets_shown, protection_lifted, macros_added, columns_moved, sheet_gone,
)  # fmt: skip

__all__ = ["FORM_FAULTS", "Claim", "Fraction"]
