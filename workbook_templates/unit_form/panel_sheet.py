"""The live panel: the form's figures computed again by an add-in, beside those of the form's own formulas.

A hidden column holds the add-in's figures, or a text where the add-in gave none. In that case the visible
column repeats the form's own figure and the check says that nothing was compared. The add-in computes
everything from the inputs: the scores of all lines in one array call, then the component indices and the
index from these scores. Intake does not read this sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchc.campaign.panel import Panel
from cchc.core import roles
from cchc.core.expressions import (
    Compare,
    Empty,
    Expression,
    If,
    Input,
    IsNumber,
    Number,
    Rounded,
    Text,
)
from cchc.criteria.model import CriteriaSet
from workbook_templates.cell_plan import (
    Blank,
    Called,
    Computed,
    Content,
    Fixed,
    Highlight,
    Paper,
    PlanCell,
    address_of,
    column_letters,
)
from workbook_templates.formulas import sheet_prefix
from workbook_templates.row_heights import row_heights
from workbook_templates.sheet_plan import SheetPlan
from workbook_templates.udf_catalogue import BY_NAME
from workbook_templates.unit_form import columns as col
from workbook_templates.unit_form import links
from workbook_templates.unit_form.table import ratio_tree

NAME = links.PANEL_SHEET

CODE, TITLE, ADDIN, NATIVE, CHECK, RULE, KIND, COUNTING = range(8)
CLASS_NAME, CLASS_FROM, CALLED = 8, 9, 10
_HEADINGS = ("Mã", "Nội dung", "Tiện ích CCHC", "Công thức của phiếu", "Đối chiếu", "Cách chấm", "", "")
_WIDTHS = {
    CODE: 8.0, TITLE: 58.0, ADDIN: 17.0, NATIVE: 17.0, CHECK: 16.0, RULE: 60.0, KIND: 9.0, COUNTING: 9.0,
    CLASS_NAME: 14.0, CLASS_FROM: 9.0, CALLED: 16.0,
}  # fmt: skip
_STATE_ROW, _HEADING_ROW, _INDEX_ROW = 3, 5, 6
_WATCHED = f"${column_letters(CALLED)}${_HEADING_ROW + 1}"
"""The cell with an empty text whose formula refers to all inputs; every formula that depends on the add-in's
figures refers to it.

LibreOffice (7.4) does not calculate array formulas when it loads a file, and a formula that was not calculated
yet passes no change on: without this cell a check would keep its saved value after an input has changed.
"""

SAME, DIFFERENT, NOT_COMPARED = "Khớp", "Lệch", "Chưa đối chiếu"
ABSENT = (
    "Chưa đối chiếu: máy chưa có tiện ích CCHC, hoặc phiếu có ô lỗi. "
    "Cột “Tiện ích CCHC” đang hiện số của công thức trong phiếu."
)
PRESENT = "Đã đối chiếu bằng tiện ích CCHC, tính lại từ số liệu nhập: không có dòng lệch."
DIFFERS = "Đã đối chiếu bằng tiện ích CCHC, tính lại từ số liệu nhập: có dòng lệch."
PARTLY = "Tiện ích CCHC đang tính, còn dòng chưa đối chiếu được; các dòng đã đối chiếu không lệch."
NEEDS_ADDIN = "(cần tiện ích CCHC)"
_NOTES = (
    "Trang này không phải nhập, không in, không dùng để chấm điểm. Phiếu đúng dù máy có tiện ích hay không. "
    "LibreOffice: nhấn Ctrl+Shift+F9 để tính lại.",
)


def panel_sheet(criteria: CriteriaSet, main: SheetPlan, panel: Panel) -> SheetPlan:
    """The panel's plan, made from the main sheet's plan."""
    first_domain = _INDEX_ROW + 1
    class_row = first_domain + len(criteria.domains)
    first_line = class_row + 3
    lines = range(first_line, first_line + len(criteria.lines))
    cells = (
        *_top(main, _down(CHECK, range(_INDEX_ROW, lines[-1] + 1))),
        *(_heading(_HEADING_ROW, column) for column in range(CODE, CHECK + 1)),
        _watched(criteria, main),
        *_whole(criteria, main, lines, panel),
        *(_classes(main, class_row, panel) if panel.classes else ()),
        *(_heading(first_line - 1, column) for column in range(CODE, RULE + 1)),
        *_lines(criteria, main, first_line),
    )
    check = column_letters(CHECK)
    area = (_INDEX_ROW, CHECK, lines[-1], CHECK)
    return SheetPlan(
        name=NAME,
        cells=cells,
        widths=_WIDTHS,
        heights={
            0: 26.0,
            _HEADING_ROW: 30.0,
            **row_heights(cells, _WIDTHS, range(_INDEX_ROW, lines[-1] + 1)),
        },
        hidden_columns=frozenset({RULE, KIND, COUNTING, CLASS_NAME, CLASS_FROM, CALLED}),
        freeze=(_HEADING_ROW + 1, TITLE + 1),
        paper=Paper(landscape=False, area=(0, 0, lines[-1], CHECK)),
        highlights=(Highlight(area, f'=${check}{_INDEX_ROW + 1}="{DIFFERENT}"', "alert_text"),),
        beyond=main,
    )


def _top(main: SheetPlan, checks: str) -> Iterator[PlanCell]:
    yield _wide(0, Fixed("TRANG ĐỐI CHIẾU BẰNG TIỆN ÍCH CCHC"), "guide_title")
    yield _wide(1, Fixed(_NOTES[0]), "small_note")
    yield PlanCell(
        2, CODE, Fixed(links.to_main_text(main)), "form_link", last=(2, TITLE), link=links.to_main(main)
    )
    yield _wide(_STATE_ROW, Called(_state(checks), Text(ABSENT)), "progress")


def _state(checks: str) -> str:
    """The summary of all checks. It refers to the checks only, so it is recalculated whenever one of them is."""
    same, different, missing = (f'COUNTIF({checks},"{each}")' for each in (SAME, DIFFERENT, NOT_COMPARED))
    nothing_differs = f'IF({missing}=0,"{PRESENT}",IF({same}=0,"{ABSENT}","{PARTLY}"))'
    return f'IF({different}>0,"{DIFFERS}",{nothing_differs})'


def _watched(criteria: CriteriaSet, main: SheetPlan) -> PlanCell:
    rows = _rows_there(criteria, main)
    inputs = f"${column_letters(col.MAX)}${rows[0] + 1}:${column_letters(col.SELF)}${rows[-1] + 1}"
    content = Called(f"LEFT(COUNTA({sheet_prefix(main.name)}{inputs}),0)", Empty())
    return PlanCell(_HEADING_ROW, CALLED, content, "working", "watched")


def _rows_there(criteria: CriteriaSet, main: SheetPlan) -> range:
    """The rows of the main sheet's lines."""
    start = main.by_name[f"{criteria.lines[0].code}:{roles.CODE}"].row
    return range(start, start + len(criteria.lines))


def _whole(criteria: CriteriaSet, main: SheetPlan, lines: range, panel: Panel) -> Iterator[PlanCell]:
    """The index and the component indices."""
    codes, scores, counting = (_down(column, lines) for column in (CODE, CALLED, COUNTING))
    yield PlanCell(_INDEX_ROW, CODE, Blank(), "result_centre")
    yield PlanCell(_INDEX_ROW, TITLE, Fixed("Chỉ số cải cách hành chính (%)"), "result_bold")
    yield from _compared(_INDEX_ROW, "", "INDEX", (scores, counting), Input(f":{roles.INDEX}"), rows=1)
    domains = range(_INDEX_ROW + 1, _INDEX_ROW + 1 + len(criteria.domains))
    arguments = (codes, scores, counting, _down(CODE, domains))
    for row, domain in zip(domains, criteria.domains, strict=True):
        yield PlanCell(row, CODE, Fixed(domain.code), "result_centre")
        yield PlanCell(row, TITLE, Fixed(domain.name), "result_said")
        component = ratio_tree(
            Input(f"{domain.code}:{roles.SELF}"), Input(f"{domain.code}:{roles.COUNTING}")
        )
        rows = len(domains) if row == domains[0] else 0
        yield from _compared(row, domain.code, "COMPONENTS", arguments, component, rows)


def _classes(main: SheetPlan, row: int, panel: Panel) -> Iterator[PlanCell]:
    """The class of the index, and the points missing to the next class."""
    listed = range(_INDEX_ROW, _INDEX_ROW + len(panel.classes))
    for at, (name, lowest) in zip(listed, panel.classes, strict=True):
        yield PlanCell(at, CLASS_NAME, Fixed(name), "working")
        yield PlanCell(at, CLASS_FROM, Fixed(lowest), "working")
    names, lowest_indices = _down(CLASS_NAME, listed), _down(CLASS_FROM, listed)
    # The range includes the cell below, whose class is not shown: LibreOffice passes a single cell with 0 and a
    # single blank cell to an add-in alike.
    index = _down(CALLED, range(_INDEX_ROW, _INDEX_ROW + 2))
    yield PlanCell(row, CODE, Blank(), "result_centre")
    yield PlanCell(row, TITLE, Fixed("Xếp loại (tạm tính theo điểm tự chấm)"), "result_said")
    arguments = (index, names, lowest_indices, str(panel.decimals))
    yield from _compared(row, "", "CLASS", arguments, _class_tree(panel), 1, "class", "result_score")
    points, possible = (
        sheet_prefix(main.name) + main.by_name[name].address
        for name in (f":{roles.SELF}", f":{roles.COUNTING}")
    )
    advice = _call(
        "CLASSADVICE", (points, possible, names, lowest_indices, str(panel.decimals)), NEEDS_ADDIN
    )
    yield PlanCell(row + 1, CODE, Blank(), "result_centre")
    yield PlanCell(row + 1, TITLE, Fixed("Còn thiếu để đạt loại liền trên"), "result_said")
    said = Called(advice, Text(NEEDS_ADDIN))
    yield PlanCell(row + 1, ADDIN, said, "result_said", "advice", last=(row + 1, CHECK))


def _class_tree(panel: Panel) -> Expression:
    index = Input(f":{roles.INDEX}")
    tree: Expression = Empty()
    for name, lowest in sorted(panel.classes, key=lambda each: each[1]):
        tree = If(Compare(">=", Rounded(index, panel.decimals), Number(lowest)), Text(name), tree)
    return If(IsNumber(index), tree, Empty())


def _lines(criteria: CriteriaSet, main: SheetPlan, first: int) -> Iterator[PlanCell]:
    """Every line of the main sheet in the same order, so that ranges of both sheets have the same length."""
    rows = range(first, first + len(criteria.lines))
    there = _rows_there(criteria, main)
    prefix = sheet_prefix(main.name)
    inputs = (
        prefix + _down(column, there) for column in (col.MAX, col.CHOICE, col.DONE, col.TOTAL, col.SELF)
    )
    arguments = (_down(RULE, rows), *inputs, _down(KIND, rows))
    for row, line in zip(rows, criteria.lines, strict=True):
        scored = criteria.leaf_by_code.get(line.code)
        own = scored is not None and scored.by_unit
        yield PlanCell(row, CODE, Fixed(line.code), "result_centre")
        yield PlanCell(row, TITLE, Fixed(line.name), "result_said" if line.is_leaf else "result_bold")
        if scored is not None:
            counting = Computed(Input(f"{line.code}:{roles.COUNTING}"), line.code)
            yield PlanCell(row, COUNTING, counting, "working", "panel_counting", line.code)
        if scored is not None and own:
            yield PlanCell(row, RULE, Fixed(scored.leaf.rule_text), "working")
            if scored.leaf.not_applicable:
                yield PlanCell(row, KIND, Fixed(scored.leaf.not_applicable), "working")
        native: Expression = Input(f"{line.code}:{roles.SELF}") if own else Empty()
        filled = len(rows) if row == first else 0
        yield from _compared(row, line.code, "SCORE", arguments, native, filled, "line")


def _compared(
    row: int,
    code: str,
    function: str,
    arguments: Sequence[str],
    native: Expression,
    rows: int,
    what: str = "panel",
    style: str = "points",
) -> Iterator[PlanCell]:
    """The add-in's figure, the form's own, and whether the two agree.

    `rows` is the number of cells an array call fills from here down; 0 where a call above fills this one.
    """
    call = _call(function, arguments, NOT_COMPARED) if rows else ""
    called, own, native_role = address_of(row, CALLED), address_of(row, NATIVE), f"{what}_native"
    shown = Called(f"IF({_is_missing(called)},{own},{called})", Input(f"{code}:{native_role}"))
    yield PlanCell(row, CALLED, Called(call, Text(NOT_COMPARED), rows), "working", f"{what}_called", code)
    yield PlanCell(row, ADDIN, shown, style, f"{what}_addin", code)
    yield PlanCell(row, NATIVE, Computed(native, code), style, native_role, code)
    yield PlanCell(row, CHECK, _agree(row), "result_score", f"{what}_check", code)


def _call(function: str, arguments: Sequence[str], otherwise: str) -> str:
    """A call by the name for Excel, then by the name for LibreOffice; the text `otherwise` where both give an
    error. LibreOffice 7.4 does not resolve the name CCHC_INDEX in a file.
    """
    listed, names = ",".join(arguments), BY_NAME[function]
    office = f'IFERROR({names.office_name}({listed}),"{otherwise}"&{_WATCHED})'
    return f"IFERROR({names.excel_name}({listed}),{office})"


def _is_missing(called: str) -> str:
    """The condition that a cell has no figure of the add-in. In programs that cannot read its formula, the cell
    shows an error.
    """
    return f'IFERROR({called}&{_WATCHED},"{NOT_COMPARED}")="{NOT_COMPARED}"'


def _agree(row: int) -> Called:
    """The text "Khớp" where both are the same number (at 9 decimals) or the same text; the empty text where both are
    blank; NOT_COMPARED where the add-in gave no figure.
    """
    one, other = address_of(row, CALLED), address_of(row, NATIVE)
    numbers = f'IF(ROUND({one},9)=ROUND({other},9),"{SAME}","{DIFFERENT}")'
    # Joined with "" first: LibreOffice treats a text from an add-in as different from the same text in a cell.
    texts = f'IF({one}&""={other}&"",IF({other}="","","{SAME}"),"{DIFFERENT}")'
    compared = f'IFERROR(IF(AND(ISNUMBER({one}),ISNUMBER({other})),{numbers},{texts}),"{DIFFERENT}")'
    return Called(f'IF({_is_missing(one)},"{NOT_COMPARED}",{compared})', Text(NOT_COMPARED))


def _down(column: int, rows: range) -> str:
    letters = column_letters(column)
    return f"${letters}${rows[0] + 1}:${letters}${rows[-1] + 1}"


def _heading(row: int, column: int) -> PlanCell:
    return PlanCell(row, column, Fixed(_HEADINGS[column]), "table_heading")


def _wide(row: int, content: Content, style: str) -> PlanCell:
    role = "state" if isinstance(content, Called) else "label"
    return PlanCell(row, CODE, content, style, role, last=(row, CHECK))
