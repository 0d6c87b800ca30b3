"""What a fault shows beside its place: the two sides that differ, the line it was compared with."""

from __future__ import annotations

import pytest

from cchc.findings.finding import Finding
from tests.support.findings import recorded

from .small_set import SMALL_SET, Declaration, Place, places


def only_fault(declared: Declaration) -> Finding:
    """The one fault of a set."""
    [fault] = declared.faults()
    return fault


def test_a_wrong_sum_shows_both_sums() -> None:
    """The published set whose domains added to 99.55 would have been refused with these two figures."""
    fault = only_fault(SMALL_SET.with_header('points = "15"', 'points = "15.45"'))
    assert (recorded(fault).found, recorded(fault).expected) == ("15", "15,45")


def test_a_wrong_sum_of_children_names_the_parent() -> None:
    """3 points of children under a criterion that declares 2.5."""
    faults = SMALL_SET.with_cell(3, "max_points", "2.5").faults()
    assert [
        (each.criterion_code, each.cell, recorded(each).found, recorded(each).expected) for each in faults
    ] == [
        ("1", "2:max_points", "7,5", "8"),
        ("1.1", "3:max_points", "3", "2,5"),
    ]


def test_sums_are_exact() -> None:
    """0.1 ten times is 1: no fault comes from binary floats, and none is hidden by a tolerance."""
    tenths = "\n".join(f"1.{n},Việc {n},0.1,self,yes_no,,,,,Kế hoạch,PNV,," for n in range(1, 11))
    heading = SMALL_SET.table.decode().splitlines()[0]
    declared = (
        SMALL_SET.with_table(f"{heading}\n1,Chỉ đạo điều hành,1,,,,,,,,,,\n{tenths}\n".encode())
        .with_header("counts = [3, 8, 5]", "counts = [1, 10]")
        .with_header('points = "15"', 'points = "1"')
        .with_header('self = "12"\ndepartment_remarks = "1"\nsipas = "2"', 'self = "1"')
        .with_header("1 = [3, 5]\n2 = [3, 0]", "1 = [10]")
    )
    assert declared.faults() == []
    off_by_little = declared.with_cell(2, "max_points", "1.000000001")
    assert Place("SET_SUM_DIFFERS", "criteria.csv", "2:max_points") in places(off_by_little.faults())


def test_a_code_used_twice_names_the_line_of_the_first() -> None:
    """So that the two can be compared."""
    fault = only_fault(SMALL_SET.with_cell(5, "code", "1.1.1"))
    assert (recorded(fault).found, recorded(fault).expected) == ("1.1.1", "4")


def test_a_name_used_twice_names_the_code_of_the_first() -> None:
    """Case and blanks apart it is the same name."""
    fault = only_fault(SMALL_SET.with_cell(12, "name", "KẾ  hoạch"))
    assert (fault.criterion_code, recorded(fault).expected) == ("2.1", "1.1")


def test_a_code_out_of_order_names_the_one_due() -> None:
    """1.1.3 was due where 1.1.4 stands."""
    fault = only_fault(SMALL_SET.with_cell(6, "code", "1.1.4"))
    assert (recorded(fault).found, recorded(fault).expected) == ("1.1.4", "1.1.3")


def test_exchanged_lines_are_both_out_of_order() -> None:
    """The order of the lines is the order of the appendix."""
    declared = SMALL_SET.with_cell(13, "code", "2.3").with_cell(14, "code", "2.2")
    faults = [(each.code, each.cell, recorded(each).expected) for each in declared.faults()]
    assert faults == [("SET_CODE_ORDER", "13:code", "2.2"), ("SET_CODE_ORDER", "14:code", "2.3")]


def test_a_domain_number_left_out_is_out_of_order() -> None:
    """A set that goes from domain 2 to domain 4 lacks one."""
    declared = (
        SMALL_SET.with_cell(15, "code", "4").with_cell(16, "code", "4.1").with_cell(17, "code", "4.2")
    )
    assert ("SET_CODE_ORDER", "15:code", "3") in [
        (each.code, each.cell, recorded(each).expected) for each in declared.faults()
    ]


def test_a_line_without_its_parent_names_the_parent_due() -> None:
    """With the line of criterion 1.3 gone, 1.3 is due where 1.3.1 stands."""
    orders = [fault for fault in SMALL_SET.without_line(8).faults() if fault.code == "SET_CODE_ORDER"]
    assert (recorded(orders[0]).found, recorded(orders[0]).expected) == ("1.3.1", "1.3")


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        (SMALL_SET.without_column("clause"), "clause"),
        (SMALL_SET.with_header('issuer = "Chủ tịch UBND tỉnh"\n', ""), "issuer"),
        (SMALL_SET.with_header('points = "15"\n', ""), "expected.points"),
    ],
)
def test_a_missing_key_is_named(declared: Declaration, expected: str) -> None:
    """Under the name it must be given."""
    assert only_fault(declared).expected == expected


def test_a_row_of_the_wrong_length_shows_both_lengths() -> None:
    """13 columns in the heading, 14 cells in the line."""
    table = SMALL_SET.table.decode().replace("Ban hành kế hoạch", "Ban hành, kế hoạch")
    fault = only_fault(SMALL_SET.with_table(table.encode()))
    assert (recorded(fault).found, recorded(fault).expected) == ("14", "13")


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    """A cell of two lines and an empty line before the fault move its line number, as in the file."""
    table = SMALL_SET.table.decode()
    table = table.replace(",Kế hoạch,PNV,,Điều 1", ',"Kế hoạch\nnăm",PNV,,Điều 1\n')
    table = table.replace("1.1.2,Thời điểm ban hành,1,", "1.1.2,Thời điểm ban hành,1.,")
    assert table.splitlines()[6].startswith("1.1.2,")
    faults = SMALL_SET.with_table(table.encode()).faults()
    assert places(faults) == [Place("SET_VALUE_MALFORMED", "criteria.csv", "7:max_points")]


def test_the_limits_of_texts_are_the_last_length_allowed() -> None:
    """250 characters of a name and 160 of a measure pass."""
    longest = SMALL_SET.with_cell(4, "name", "a" * 250).with_cell(7, "measure_done", "b" * 160)
    assert longest.faults() == []
    fault = only_fault(SMALL_SET.with_cell(4, "name", "a" * 251))
    assert (recorded(fault).found, recorded(fault).expected) == ("251", "250")
