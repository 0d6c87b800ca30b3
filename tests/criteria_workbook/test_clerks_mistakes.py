"""Every mistake is named once, by sheet and cell, with what stands there and what is needed.

The small set's lines stand from row 5 on (tests/criteria/small_set.py): 1 in row 5, 1.1.1 in row 7.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime

import pytest
from openpyxl.workbook.workbook import Workbook

from cchc.core.rules.table import BY_KIND
from cchc.criteria.declaration import read_criteria_set
from cchc.criteria.writing import header_content, header_text, lines_text
from cchc.findings.catalogue import CATALOGUE
from consolidator.criteria_workbook.reading import read_criteria_workbook
from tests.criteria_workbook.editing import (
    COUNTS,
    SMALL,
    Edit,
    Named,
    at,
    both,
    edited,
    named,
    put,
    refusal,
    setting,
)
from tests.criteria_workbook.test_libreoffice import ten_and_more
from workbook_templates.criteria_plan import AGENCIES, INFO, LINES

SOURCES = "Đơn vị tự chấm | Điều tra của Bộ Nội vụ | Khảo sát SIPAS | Nhận xét của các phòng chuyên môn"
SHEETS = "Thông tin chung, Số lượng, Cơ quan thẩm định, Tiêu chí 2024, Hướng dẫn, _danh_muc"
KINDS = " | ".join(sorted(BY_KIND))


def rename(sheet: str, name: str) -> Edit:
    def edit(book: Workbook) -> None:
        book[sheet].title = name

    return edit


def delete_column(key: str) -> Edit:
    def edit(book: Workbook) -> None:
        book[LINES.name].delete_cols(LINES.place(key) + 1)

    return edit


def insert_row(row: int, name: str) -> Edit:
    """A row put in with a name alone."""

    def edit(book: Workbook) -> None:
        book[LINES.name].insert_rows(row)
        book[LINES.name][f"B{row}"].value = name

    return edit


def merge(area: str, sheet: str = LINES.name) -> Edit:
    def edit(book: Workbook) -> None:
        book[sheet].merge_cells(area)

    return edit


def delete_row(row: int) -> Edit:
    def edit(book: Workbook) -> None:
        book[LINES.name].delete_rows(row)

    return edit


def on_lines(code: str, cell: str, criterion: str, found: str, expected: str) -> Named:
    return Named(code, LINES.name, cell, criterion, found, expected)


DAY = datetime(2023, 5, 1)

MISTAKES: dict[str, tuple[Edit, Named]] = {
    "a code typed as a date": (
        put("A7", datetime(2001, 1, 1), "dd/mm/yyyy"),
        on_lines("CRITERIA_CELL_IS_DATE", "A7", "", "01/01/2001", "1.1.1 | 1.2 | 2"),
    ),
    "a code turned into a number that is not due here": (
        put("A11", 2.1, "General"),
        on_lines("CRITERIA_VALUE_AMBIGUOUS", "A11", "", "2.1", "2.1 | 2.10 | 2.100"),
    ),
    "a code with a letter": (
        put("A7", "1.1.a"),
        on_lines("SET_CODE_MALFORMED", "A7", "1.1.a", "1.1.a", ""),
    ),
    "a code used twice": (
        put("A8", "1.1.1"),
        on_lines("SET_CODE_DUPLICATE", "A8", "1.1.1", "1.1.1", "7"),
    ),
    "a code left out": (
        put("A9", "1.1.4"),
        on_lines("SET_CODE_ORDER", "A9", "1.1.4", "1.1.4", "1.1.3"),
    ),
    "a row put in without a code": (
        insert_row(8, "Tiêu chí mới"),
        on_lines("CRITERIA_CODE_MISSING", "A8", "", "", "1.1.1.1 | 1.1.2 | 1.2 | 2"),
    ),
    "a remark written below the table": (
        put("B30", "Người nhập: Nguyễn Văn A"),
        on_lines("CRITERIA_CODE_MISSING", "A30", "", "", "3.2.1 | 3.3 | 4"),
    ),
    "points in words": (
        put("C7", "một"),
        on_lines("SET_VALUE_MALFORMED", "C7", "1.1.1", "một", "0.5, 1, 2.25"),
    ),
    "points with the word behind": (
        put("C7", "1 điểm"),
        on_lines("SET_VALUE_MALFORMED", "C7", "1.1.1", "1 điểm", "0.5, 1, 2.25"),
    ),
    "points that read as one and as a thousand": (
        put("C7", "1,000"),
        on_lines("CRITERIA_VALUE_AMBIGUOUS", "C7", "1.1.1", "1,000", "1.000 | 1000"),
    ),
    "points as a percentage": (
        put("C7", 1, "0%"),
        on_lines("CRITERIA_VALUE_AMBIGUOUS", "C7", "1.1.1", "100%", "1 | 100"),
    ),
    "points shown as others": (
        put("C7", 1, '"1"0'),
        on_lines("CRITERIA_VALUE_AMBIGUOUS", "C7", "1.1.1", "1 (ô hiện “11”)", "1 | 11"),
    ),
    "points whose decimals are not shown": (
        put("C7", 0.5, "0"),
        on_lines("CRITERIA_VALUE_AMBIGUOUS", "C7", "1.1.1", "0,5 (ô hiện “1”)", "0.5 | 1"),
    ),
    "points that are hidden": (
        put("C7", 1, ";;;"),
        on_lines("CRITERIA_VALUE_AMBIGUOUS", "C7", "1.1.1", "1 (ô không hiện gì)", "1"),
    ),
    "a name shown as another": (
        put("B7", "Ban hành kế hoạch", '0;0;0;"Tên khác"'),
        on_lines(
            "CRITERIA_VALUE_AMBIGUOUS",
            "B7",
            "1.1.1",
            "Ban hành kế hoạch (ô hiện “Tên khác”)",
            "Ban hành kế hoạch | Tên khác",
        ),
    ),
    "a name of digits shown as others": (
        put("B7", 5, "000"),
        on_lines("CRITERIA_VALUE_AMBIGUOUS", "B7", "1.1.1", "5 (ô hiện “005”)", "5 | 005"),
    ),
    "a code of digits shown as another": (
        put("A9", 1.2, '0.0"1"'),
        on_lines("CRITERIA_NUMBER_FOR_TEXT", "A9", "", "1,2 (ô hiện “1,21”)", "1.1.2.1 | 1.1.3 | 1.2 | 2"),
    ),
    "points typed 1.5 and turned into the first of May": (
        put("C7", DAY, "dd/mm/yyyy"),
        on_lines("CRITERIA_CELL_IS_DATE", "C7", "1.1.1", "01/05/2023", "điểm, ví dụ 0.5"),
    ),
    "points added up by a formula": (
        put("C6", "=C7+C8+C9"),
        on_lines("CRITERIA_CELL_IS_FORMULA", "C6", "1.1", "=C7+C8+C9", ""),
    ),
    "points left blank": (
        put("C7", None),
        on_lines("SET_VALUE_MALFORMED", "C7", "1.1.1", "", "0.5, 1, 2.25"),
    ),
    "a name left blank": (
        put("B7", None),
        on_lines("SET_LEAF_INCOMPLETE", "B7", "1.1.1", "", LINES.columns[LINES.place("name")].heading),
    ),
    "a name used before": (
        put("B9", "BAN HÀNH  kế hoạch"),
        on_lines("SET_NAME_DUPLICATE", "B9", "1.1.3", "BAN HÀNH  kế hoạch", "1.1.1"),
    ),
    "a name too long": (put("B7", "a" * 251), on_lines("SET_TEXT_LENGTH", "B7", "1.1.1", "251", "250")),
    "two names merged into one cell": (
        merge("B7:B8"),
        on_lines("CRITERIA_CELLS_MERGED", "B7", "", "B7:B8", ""),
    ),
    "source and rule merged": (merge("E7:F7"), on_lines("CRITERIA_CELLS_MERGED", "E7", "", "E7:F7", "")),
    "an unknown source": (
        put("E7", "đơn vị"),
        on_lines("CRITERIA_VALUE_MALFORMED", "E7", "1.1.1", "đơn vị", SOURCES),
    ),
    "a source left blank": (
        put("E7", None),
        on_lines("SET_VALUE_MALFORMED", "E7", "1.1.1", "", SOURCES.replace(" |", ",")),
    ),
    "an unknown rule": (
        put("F7", "co_khong"),
        on_lines("RULE_UNKNOWN", "F7", "1.1.1", "co_khong", KINDS),
    ),
    "a limit in no band": (
        put("F10", "bands(x > 90% = 2; x < 90% = 0)"),
        on_lines("RULE_BANDS_GAP", "F10", "1.2", "90%", "one band"),
    ),
    "an error in a cell": (
        put("F7", "#REF!"),
        on_lines("CRITERIA_CELL_UNREADABLE", "F7", "1.1.1", "#REF!", ""),
    ),
    "TRUE in a cell": (put("N7", True), on_lines("CRITERIA_CELL_UNREADABLE", "N7", "1.1.1", "TRUE", "")),
    "a number in a text that lost its zero": (
        put("O7", 1.1, "General"),
        on_lines("CRITERIA_NUMBER_FOR_TEXT", "O7", "1.1.1", "1,1", "văn bản"),
    ),
    "an unknown agency": (
        put("M7", "PTP"),
        on_lines("SET_VALUE_MALFORMED", "M7", "1.1.1", "PTP", "PNV, VP"),
    ),
    "evidence left out": (
        put("L7", None),
        on_lines("SET_LEAF_INCOMPLETE", "L7", "1.1.1", "", "Tài liệu kiểm chứng"),
    ),
    "a column deleted": (
        delete_column("evidence"),
        on_lines("CRITERIA_HEADING_MISSING", "", "", "", "Tài liệu kiểm chứng"),
    ),
    "the sheet of lines renamed": (
        rename(LINES.name, "Tiêu chí 2024"),
        on_lines("CRITERIA_SHEET_MISSING", "", "", SHEETS, "Tiêu chí"),
    ),
    "a version turned into a number": (
        put("B11", 1.0, "General", INFO.name),
        Named("CRITERIA_NUMBER_FOR_TEXT", INFO.name, "B11", "", "1", "văn bản"),
    ),
    "a day that does not exist": (
        put("B9", "31/02/2023", sheet=INFO.name),
        Named("CRITERIA_VALUE_MALFORMED", INFO.name, "B9", "", "31/02/2023", "ngày/tháng/năm"),
    ),
    "a year in words": (
        put("B12", "năm nay", sheet=INFO.name),
        Named("CRITERIA_VALUE_MALFORMED", INFO.name, "B12", "", "năm nay", "số nguyên"),
    ),
    "a title left blank": (
        put("B6", None, sheet=INFO.name),
        Named("CRITERIA_VALUE_MISSING", INFO.name, "B6", "", "", "Tên bộ tiêu chí"),
    ),
    "a setting's label typed over": (
        put("A6", "Tiêu đề", sheet=INFO.name),
        Named("CRITERIA_HEADING_MISSING", INFO.name, "", "", "", "Tên bộ tiêu chí"),
    ),
    "another total than the domains add up to": (
        put(setting("expected.points"), "20", sheet=INFO.name),
        Named("SET_TOTAL_DIFFERS", INFO.name, "B15", "", "15", "20"),
    ),
    "other points by source": (
        put(setting("expected.split.sipas"), "3", sheet=INFO.name),
        Named(
            "SET_SPLIT_DIFFERS",
            INFO.name,
            "B18",
            "",
            "Nhận xét của các phòng chuyên môn 1, Đơn vị tự chấm 12, Khảo sát SIPAS 2",
            "Nhận xét của các phòng chuyên môn 1, Đơn vị tự chấm 12, Khảo sát SIPAS 3",
        ),
    ),
    "another count of sub-criteria": (
        put("D5", 6, "General", COUNTS),
        Named("SET_COUNT_DIFFERS", COUNTS, "D5", "", "3, 8, 5", "3, 8, 6"),
    ),
    "another count within a domain": (
        put("C7", 4, "General", COUNTS),
        Named("SET_COUNT_DIFFERS", COUNTS, "C7", "2", "3, 0", "4, 0"),
    ),
    "a count left blank before another": (
        put("C6", None, sheet=COUNTS),
        Named("CRITERIA_VALUE_MISSING", COUNTS, "C6", "", "", "Số tiêu chí (cấp 2)"),
    ),
    "the counts of the whole set deleted": (
        both(*(put(f"{column}5", None, sheet=COUNTS) for column in "ABCD")),
        Named("CRITERIA_VALUE_MISSING", COUNTS, "A4", "", "", "Toàn bộ"),
    ),
    "an agency listed twice": (
        put("A6", "PNV", sheet=AGENCIES.name),
        Named("CRITERIA_DUPLICATE", AGENCIES.name, "A6", "", "PNV", "A5"),
    ),
    "an agency without its code": (
        put("A5", None, sheet=AGENCIES.name),
        Named("CRITERIA_VALUE_MISSING", AGENCIES.name, "A5", "", "", "Mã cơ quan"),
    ),
    "an agency without its name": (
        put("B5", None, sheet=AGENCIES.name),
        Named("CRITERIA_VALUE_MISSING", AGENCIES.name, "B5", "", "", "Tên cơ quan"),
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_once_and_nothing_beside_it(mistake: str) -> None:
    edit, expected = MISTAKES[mistake]
    assert refusal(edit) == [expected]


def test_points_that_do_not_add_up_name_both_sums() -> None:
    """1.1 raised from 3 to 9: its children still make 3, and domain 1 now gets 9 + 2 + 3 = 14."""
    assert refusal(put("C6", "9")) == [
        on_lines("SET_SUM_DIFFERS", "C5", "1", "14", "8"),
        on_lines("SET_SUM_DIFFERS", "C6", "1.1", "3", "9"),
    ]


def test_a_row_deleted_shows_in_order_sum_and_counts() -> None:
    """1.1.2 (1 point) is gone: its sister is out of order, one sum, two counts and the split are off."""
    told = refusal(delete_row(8))
    assert [(each.code, each.sheet, each.cell) for each in told] == [
        ("SET_SPLIT_DIFFERS", INFO.name, setting("expected.split.self")),
        ("SET_COUNT_DIFFERS", COUNTS, "D5"),
        ("SET_COUNT_DIFFERS", COUNTS, "D6"),
        ("SET_SUM_DIFFERS", LINES.name, "C6"),
        ("SET_CODE_ORDER", LINES.name, "A8"),
    ]


def test_a_parent_is_not_called_a_leaf_because_its_childrens_codes_are_lost() -> None:
    """The three codes below 1.1 became dates: three findings, none about 1.1 lacking a source."""
    day = [put(f"A{row}", datetime(2001, 1, row), "dd/mm/yyyy") for row in (7, 8, 9)]
    assert [(each.code, each.cell) for each in refusal(both(*day))] == [
        ("CRITERIA_CELL_IS_DATE", "A7"),
        ("CRITERIA_CELL_IS_DATE", "A8"),
        ("CRITERIA_CELL_IS_DATE", "A9"),
    ]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_sheets() -> None:
    edit = both(
        put("M17", "PTP"),
        put("C7", "1,000"),
        put("B12", "năm nay", sheet=INFO.name),
        put("A6", "PNV", sheet=AGENCIES.name),
        put("D5", "năm", sheet=COUNTS),
        put("F7", "co_khong"),
    )
    assert [(each.code, each.sheet, each.cell) for each in refusal(edit)] == [
        ("CRITERIA_VALUE_MALFORMED", INFO.name, "B12"),
        ("CRITERIA_VALUE_MALFORMED", COUNTS, "D5"),
        ("CRITERIA_DUPLICATE", AGENCIES.name, "A6"),
        ("CRITERIA_VALUE_AMBIGUOUS", LINES.name, "C7"),
        ("RULE_UNKNOWN", LINES.name, "F7"),
    ]  # which agencies there are is not known while one is listed twice


READ_AS: dict[str, tuple[Edit, list[Named]]] = {
    "a decimal comma": (
        put("C7", "1,0"),
        [on_lines("CRITERIA_VALUE_READ_AS", "C7", "1.1.1", "1,0", "1.0")],
    ),
    "full-width digits in a code": (
        put("A8", "１.１.２"),
        [on_lines("CRITERIA_VALUE_READ_AS", "A8", "", "１.１.２", "1.1.2")],
    ),
    "full-width digits in points": (
        put("C7", "１"),
        [on_lines("CRITERIA_VALUE_READ_AS", "C7", "1.1.1", "１", "1")],
    ),
    "a dot behind a code": (
        put("A8", "1.1.2."),
        [on_lines("CRITERIA_VALUE_READ_AS", "A8", "", "1.1.2.", "1.1.2")],
    ),
    "a comma in a code": (
        put("A8", "1,1,2"),
        [on_lines("CRITERIA_VALUE_READ_AS", "A8", "", "1,1,2", "1.1.2")],
    ),
    "a decimal comma in a rule": (
        put("F17", "steps(0,25)"),
        [on_lines("CRITERIA_VALUE_READ_AS", "F17", "2.3", "steps(0,25)", "steps(0.25)")],
    ),
    "signs and no-break blanks in a rule": (
        put("F10", "bands(x\u00a0> 90% = 2; 70% ≤ x ≤ 90% = 1; x < 70% = 0)"),
        [
            on_lines(
                "CRITERIA_VALUE_READ_AS",
                "F10",
                "1.2",
                "bands(x\u00a0> 90% = 2; 70% ≤ x ≤ 90% = 1; x < 70% = 0)",
                "bands(x > 90% = 2; 70% <= x <= 90% = 1; x < 70% = 0)",
            )
        ],
    ),
    "a rule pasted from Word with its quotes": (
        put("F8", "levels(“Đúng hạn” = 1; “Chậm” = 0.5; “Không” = 0)"),
        [
            on_lines(
                "CRITERIA_VALUE_READ_AS",
                "F8",
                "1.1.2",
                "levels(“Đúng hạn” = 1; “Chậm” = 0.5; “Không” = 0)",
                'levels("Đúng hạn" = 1; "Chậm" = 0.5; "Không" = 0)',
            )
        ],
    ),
    # The same words, or the same number beyond doubt: nothing to tell.
    "letters with their marks apart": (
        put("B7", unicodedata.normalize("NFD", "Ban hành kế hoạch")),
        [],
    ),
    "no-break blanks around a name": (put("B7", "\u00a0Ban hành kế hoạch \u200b"), []),
    "points typed as a number": (put("C7", 1, "General"), []),
    "a whole code typed as a number": (put("A5", 1, "General"), []),
    "a code typed as a number where it is due": (put("A10", 1.2, "General"), []),
    "a choice in capitals": (put("E7", "ĐƠN VỊ TỰ CHẤM"), []),
    "a day as text": (put("B9", "11/8/2023", sheet=INFO.name), []),
    "a year as text": (put("B12", "2023", sheet=INFO.name), []),
}


@pytest.mark.parametrize("what", READ_AS)
def test_what_is_beyond_doubt_is_read_as_it_was_meant(what: str) -> None:
    """The set comes out the same; what is not there letter by letter is told."""
    edit, remarks = READ_AS[what]
    read = read_criteria_workbook(edited(edit), "bo.xlsx")
    assert named(read.remarks) == remarks
    assert (read.criteria.header, read.criteria.lines) == (SMALL.header, SMALL.lines)


def test_labels_of_a_rule_are_not_touched() -> None:
    """A comma between digits, full-width letters, curly quotes: inside straight quotes they are words."""
    rule = 'levels("Trên 1,5 lần “tốt” Ａ" = 1; "Không" = 0)'
    read = read_criteria_workbook(edited(put("F8", rule)), "bo.xlsx")
    assert (read.criteria.leaf_by_code["1.1.2"].leaf.rule_text, read.remarks) == (rule, ())


def test_a_column_of_ones_own_is_told_and_left_out() -> None:
    read = read_criteria_workbook(edited(put("Q4", "Việc của tôi")), "bo.xlsx")
    assert named(read.remarks) == [on_lines("CRITERIA_HEADING_UNKNOWN", "Q4", "", "Việc của tôi", "")]


def test_rows_above_the_table_and_columns_in_another_order_change_nothing() -> None:
    def edit(book: Workbook) -> None:
        sheet = book[LINES.name]
        sheet.insert_rows(2)
        note, clause = LINES.place("note") + 1, LINES.place("clause") + 1
        for row in range(5, 30):
            left, right = sheet.cell(row, note), sheet.cell(row, clause)
            left.value, right.value = right.value, left.value

    read = read_criteria_workbook(edited(edit), "bo.xlsx")
    assert (read.criteria.lines, read.remarks) == (SMALL.lines, ())


def test_every_code_turned_into_a_number_is_found_again_by_its_place() -> None:
    """Excel made 1.10 the number 1.1, as it made 1.1: the tree says which of them it was."""
    eleven = ten_and_more()

    def edit(book: Workbook) -> None:
        for code in eleven.codes:
            put(at(code, "code", eleven), float(code), "General")(book)

    read = read_criteria_workbook(edited(edit, eleven), "bo.xlsx")
    assert (read.criteria.lines, read.criteria.codes[10]) == (eleven.lines, "1.10")
    assert named(read.remarks) == [on_lines("CRITERIA_VALUE_READ_AS", "A15", "", "1.1", "1.10")]


def test_a_code_turned_number_is_not_guessed_below_a_line_without_a_code() -> None:
    """With 1.9 gone nothing says whether the number below it was 1.1 or 1.10."""
    eleven = ten_and_more()
    edit = both(put(at("1.9", "code", eleven), None), put(at("1.10", "code", eleven), 1.1, "General"))
    assert refusal(edit, eleven) == [
        on_lines("CRITERIA_CODE_MISSING", "A14", "", "", "1.8.1 | 1.9 | 2"),
        on_lines("CRITERIA_VALUE_AMBIGUOUS", "A15", "", "1.1", "1.1 | 1.10 | 1.100"),
    ]


def test_a_name_of_two_lines_does_not_shift_the_places_of_later_faults() -> None:
    edit = both(put("B7", "Ban hành\nkế hoạch"), put("M16", "PTP"))
    assert [(each.cell, each.found) for each in refusal(edit)] == [("M16", "PTP")]


def test_a_deep_tree_comes_back_with_all_its_counts() -> None:
    """Four levels, a bonus section, counts by domain that stop early."""
    header = {
        **header_content(SMALL.header),
        "expected": {
            "counts": [2, 2, 1, 2],
            "points": "3",
            "split": {"self": "3"},
            "by_domain": {"1": [1, 1, 2], "2": [1]},
        },
    }
    leaf = {"source": "self", "rule": "yes_no", "evidence": "Văn bản", "agency": "PNV"}
    rows: list[dict[str, str]] = [
        {"code": "1", "name": "Một", "max_points": "3"},
        {"code": "1.1", "name": "Hai", "max_points": "3"},
        {"code": "1.1.1", "name": "Ba", "max_points": "3"},
        {"code": "1.1.1.1", "name": "Bốn", "max_points": "1.25", **leaf},
        {"code": "1.1.1.2", "name": "Năm", "max_points": "1.75", **leaf},
        {"code": "2", "name": "Thưởng", "max_points": "1", "section": "bonus"},
        {"code": "2.1", "name": "Sáu", "max_points": "1", **leaf},
    ]
    deep = read_criteria_set(header_text(header), lines_text(rows), "sau")
    read = read_criteria_workbook(edited(lambda book: None, deep), "bo.xlsx")
    assert (read.criteria.header, read.criteria.lines, read.remarks) == (deep.header, deep.lines, ())
    assert read.lines == lines_text(rows)


def test_every_finding_of_the_workbook_is_tested() -> None:
    tested = {expected.code for _, expected in MISTAKES.values()}
    tested |= {"CRITERIA_VALUE_READ_AS", "CRITERIA_HEADING_UNKNOWN", "CRITERIA_HEADING_TWICE"}
    assert {code for code in CATALOGUE if code.startswith("CRITERIA_")} <= tested


def test_a_heading_that_stands_twice_is_named_with_the_first() -> None:
    assert refusal(put("Q4", "Căn cứ")) == [on_lines("CRITERIA_HEADING_TWICE", "Q4", "", "Căn cứ", "O4")]
