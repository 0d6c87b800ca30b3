"""The cell plan of a survey template, used by generator and reader.

It has a sheet for each unit type: a column per criterion (name, code, highest figure), a row per unit. The
figures and one note per unit are unlocked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from cchc.campaign.model import Campaign, Unit, UnitType
from cchc.core import roles
from cchc.core.expressions import All, AnyOf, CompareStored, Condition, Input, Is, IsNumber, Number
from cchc.core.limits import score_limits
from cchc.core.numbers import plain
from cchc.criteria.model import ScoredLine
from cchc.criteria.sources import BY_KEY
from cchc.survey.model import NOT_SURVEYED
from cchc.survey.scope import Criteria, Scope, agency_name
from workbook_templates.cell_plan import Blank, Fixed, Paper, PlanCell, Validation, address_of
from workbook_templates.formulas import condition_formula
from workbook_templates.row_heights import row_heights
from workbook_templates.sheet_plan import SheetPlan, WorkbookPlan
from workbook_templates.unit_form.identity_sheet import identity_sheet
from workbook_templates.words.sources import SOURCE_WORDS

TITLE_ROW, WHO_ROW, EXPLANATION_ROW, NAME_ROW, CODE_ROW, HIGHEST_ROW, FIRST_UNIT_ROW = range(7)
UNIT_COLUMN, NAME_COLUMN, FIRST_LEAF_COLUMN = range(3)
GUIDE = "Hướng dẫn"
NOTE_HEADING = "Ghi chú"

_POINTS_ASKED = (
    "Ghi điểm của từng đơn vị, từ 0 đến điểm tối đa. Chưa có kết quả: để trống. "
    "Đơn vị không thuộc diện khảo sát: ghi “Không khảo sát”."
)
_RATES_ASKED = (
    "Ghi tỷ lệ hài lòng theo thang 100: 85,5 nghĩa là 85,5%, không ghi 0,855. Điểm được tính theo quy tắc của "
    "tiêu chí. Chưa có kết quả: để trống. Đơn vị không thuộc diện khảo sát: ghi “Không khảo sát”."
)
_STEPS = (
    "1. Chỉ nhập vào ô nền vàng viền đậm. Không đổi mã đơn vị, mã tiêu chí, tên trang; không thêm, bớt dòng, cột.",
    "2. Nhập số, không nhập công thức. Ô trống nghĩa là chưa có kết quả, không phải 0.",
    "3. Cột “Ghi chú” để ghi nguồn số liệu hoặc nhận xét về đơn vị; nội dung này hiện khi xem nguồn gốc của điểm.",
    "4. Lưu dạng .xlsx, đóng tệp, rồi chạy lệnh cchc survey … import. Chỗ nào sai được nêu theo trang và ô; khi đó không "
    "nhập số nào của tệp.",
    "5. Nhập lại cùng một tệp không làm thay đổi gì. Số khác số đã nhập trước bị từ chối cho đến khi thêm --replace.",
)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LEAF_WIDTH, _NAME_WIDTH, _NOTE_WIDTH = 15.0, 36.0, 36.0
_ROW_HEIGHT = 19.0
_SIGNATURES = (
    "NGƯỜI TỔNG HỢP (ký, ghi rõ họ tên):",
    "THỦ TRƯỞNG CƠ QUAN (ký tên, đóng dấu), ngày …… tháng …… năm ………:",
)
"""The signatures under figures that an authority collects itself; other surveys are published elsewhere."""

_ROOM_TO_SIGN = 64.0
_FEWEST_LEAVES = 5
"""A sheet with fewer leaf columns than this has wider ones, so that its title fits."""


@dataclass(frozen=True)
class SurveySheet:
    """One sheet of a template: its name, its units and its leaves."""

    name: str
    units: tuple[Unit, ...]
    leaves: tuple[ScoredLine, ...]

    @property
    def note_column(self) -> int:
        return FIRST_LEAF_COLUMN + len(self.leaves)


def survey_sheets(campaign: Campaign, criteria: Criteria, scope: Scope) -> tuple[SurveySheet, ...]:
    """The sheets of a template, in the order of the unit types."""
    sheets: list[SurveySheet] = []
    for unit_type in scope.unit_types(campaign, criteria):
        taken = {each.name.casefold() for each in sheets} | {GUIDE.casefold()}
        sheets.append(
            SurveySheet(
                _sheet_name(unit_type, taken),
                scope.units(campaign, unit_type.code),
                scope.leaves(campaign, criteria, unit_type.code),
            )
        )
    return tuple(sheets)


def survey_plan(campaign: Campaign, criteria: Criteria, scope: Scope) -> WorkbookPlan:
    """The plan of a template; its only slots are those of the identity."""
    sheets = [_sheet_plan(sheet, campaign, scope) for sheet in survey_sheets(campaign, criteria, scope)]
    return WorkbookPlan((*sheets, _guide_sheet(scope), identity_sheet({})))


def _sheet_name(unit_type: UnitType, taken: set[str]) -> str:
    name = _FORBIDDEN.sub("-", unit_type.name)[:31].strip()
    return unit_type.code[:31] if name.casefold() in taken or not name else name


def _sheet_plan(sheet: SurveySheet, campaign: Campaign, scope: Scope) -> SheetPlan:
    few = len(sheet.leaves) < _FEWEST_LEAVES
    widths = {UNIT_COLUMN: 12.0, NAME_COLUMN: _NAME_WIDTH, sheet.note_column: _NOTE_WIDTH}
    for number in range(len(sheet.leaves)):
        widths[FIRST_LEAF_COLUMN + number] = _LEAF_WIDTH * 2 if few else _LEAF_WIDTH
    cells = (*_heading(sheet, campaign, scope), *_leaf_columns(sheet, scope), *_unit_rows(sheet))
    last_row = FIRST_UNIT_ROW + len(sheet.units) - 1
    heights = row_heights(cells, widths, range(NAME_ROW, last_row + 1))
    return SheetPlan(
        name=sheet.name,
        cells=cells,
        widths=widths,
        heights={
            TITLE_ROW: 24.0,
            WHO_ROW: 18.0,
            EXPLANATION_ROW: 36.0,
            **{row: max(height, _ROW_HEIGHT) for row, height in heights.items()},
        },
        freeze=(FIRST_UNIT_ROW, FIRST_LEAF_COLUMN),
        paper=Paper(
            landscape=True,
            repeat_rows=(NAME_ROW, HIGHEST_ROW),
            area=(0, 0, last_row, sheet.note_column),
            footer="&CTrang &P/&N",
        ),
    )


def _heading(sheet: SurveySheet, campaign: Campaign, scope: Scope) -> Iterator[PlanCell]:
    last = FIRST_LEAF_COLUMN + max(len(sheet.leaves) - 1, 0)
    title = SOURCE_WORDS[scope.source].form_title.format(year=scope.year)
    authority = campaign.authority_by_code.get(scope.authority)
    who = [agency_name(campaign, scope), authority.name if authority else "", f"Đợt {campaign.id}"]
    asked = _RATES_ASKED if BY_KEY[scope.source].is_rate else _POINTS_ASKED
    texts = (
        (title, "guide_title"),
        (" – ".join(each for each in who if each), "report_note"),
        (asked, "control_help"),
    )
    for row, (text, style) in enumerate(texts):
        yield PlanCell(row, 0, Fixed(text), style, last=(row, last))


def _leaf_columns(sheet: SurveySheet, scope: Scope) -> Iterator[PlanCell]:
    highest = "Tỷ lệ tối đa (%)" if BY_KEY[scope.source].is_rate else "Điểm tối đa"
    for row, (left, right) in {
        NAME_ROW: ("Mã đơn vị", "Tên đơn vị"),
        CODE_ROW: ("", "Mã tiêu chí"),
        HIGHEST_ROW: ("", highest),
    }.items():
        for column, text in ((UNIT_COLUMN, left), (NAME_COLUMN, right)):
            yield PlanCell(row, column, Fixed(text) if text else Blank(), "table_heading")
        right_end = Fixed(NOTE_HEADING) if row == NAME_ROW else Blank()
        yield PlanCell(row, sheet.note_column, right_end, "table_heading")
    for number, scored in enumerate(sheet.leaves):
        column = FIRST_LEAF_COLUMN + number
        figure = scored.leaf.rule.highest_given(scored.max_points)
        yield PlanCell(
            NAME_ROW, column, Fixed(scored.criterion.name), "survey_leaf_name", roles.NAME, scored.code
        )
        yield PlanCell(CODE_ROW, column, Fixed(scored.code), "criterion_code", roles.CODE, scored.code)
        yield PlanCell(HIGHEST_ROW, column, Fixed(figure), "result_max", "highest", scored.code)


def _unit_rows(sheet: SurveySheet) -> Iterator[PlanCell]:
    for place, unit in enumerate(sheet.units):
        row = FIRST_UNIT_ROW + place
        yield PlanCell(row, UNIT_COLUMN, Fixed(unit.code), "leaf_code", roles.UNIT, unit.code)
        yield PlanCell(row, NAME_COLUMN, Fixed(unit.name), "leaf_name", "unit_name", unit.code)
        for number, scored in enumerate(sheet.leaves):
            yield _figure_cell(row, FIRST_LEAF_COLUMN + number, unit, scored)
        note = (row, sheet.note_column)
        yield PlanCell(*note, Blank(), "input_text", roles.NOTE, unit.code, unlocked=True)


def _figure_cell(row: int, column: int, unit: Unit, scored: ScoredLine) -> PlanCell:
    address = address_of(row, column)
    highest = scored.leaf.rule.highest_given(scored.max_points)
    is_rate = scored.source.is_rate
    figure = Input(address)
    sound: tuple[Condition, ...] = (IsNumber(figure), *score_limits(figure, highest, CompareStored))
    if is_rate:  # 0.855 may be meant as 85.5
        none, above_one = (
            CompareStored(sign, figure, Number(Fraction(at))) for sign, at in (("=", 0), (">", 1))
        )
        sound += (AnyOf((none, above_one)),)
    wanted = f"Từ 0 đến {plain(highest)}{'%' if is_rate else ' điểm'}, hoặc “{NOT_SURVEYED}”."
    rate = " Theo thang 100: 85,5 nghĩa là 85,5%." if is_rate else ""
    validation = Validation(
        kind="custom",
        source=condition_formula(AnyOf((All(sound), Is(figure, NOT_SURVEYED)))),
        prompt_title=f"Tiêu chí {scored.code}"[:32],
        prompt=wanted + rate,
        error_title="Chưa hợp lệ",
        error=wanted + rate,
    )
    return PlanCell(
        row, column, Blank(), "input_survey", scored.code, unit.code, unlocked=True, validation=validation
    )


def _guide_sheet(scope: Scope) -> SheetPlan:
    signed = () if BY_KEY[scope.source].is_published else _SIGNATURES
    first = 3 + len(_STEPS)
    cells = (
        PlanCell(0, 0, Fixed("HƯỚNG DẪN NHẬP KẾT QUẢ ĐIỀU TRA"), "guide_title"),
        *(PlanCell(2 + at, 0, Fixed(step), "guide_step") for at, step in enumerate(_STEPS)),
        *(PlanCell(first + at, 0, Fixed(text), "signature_left") for at, text in enumerate(signed)),
    )
    widths = {0: 110.0}
    heights = row_heights(cells, widths, range(len(_STEPS) + 2))
    heights |= {first + at: _ROOM_TO_SIGN for at in range(len(signed))}
    return SheetPlan(GUIDE, cells, widths, heights, paper=Paper(landscape=True, footer="&CTrang &P/&N"))
