"""A sound declaration becomes a criteria set; anything else is refused, never a traceback."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cchc.core.indices import Section
from cchc.core.rules.table import KINDS
from cchc.criteria.declaration import REQUIRED_COLUMNS, load_criteria_set
from cchc.errors import BrokenInput, CchcError

from .every_kind import every_kind
from .small_set import SMALL_SET, TABLE, WITH_SECTIONS, Declaration


def test_every_kind_of_rule_is_read_from_a_criteria_set() -> None:
    """So that each kind passes through the whole of reading at least once: the small set has those there were when it
    was written, and a kind that is added comes with its examples.
    """
    there = {scored.leaf.rule.kind for scored in SMALL_SET.load().leaves}
    assert there >= {"yes_no", "levels", "all_of", "bands", "proportional"}
    assert there >= {"per_item", "deduct", "steps", "survey", "sipas"}
    assert {scored.leaf.rule.kind for scored in every_kind().load().leaves} == set(KINDS)


def test_a_line_without_children_is_a_leaf_on_whatever_level() -> None:
    """1.2 is a criterion and a leaf; 1.1 is a parent."""
    loaded = SMALL_SET.load()
    assert [scored.code for scored in loaded.leaves] == [
        *("1.1.1", "1.1.2", "1.1.3", "1.2", "1.3.1", "1.3.2"),
        *("2.1", "2.2", "2.3", "3.1", "3.2"),
    ]
    assert not loaded.by_code["1.1"].is_leaf
    assert loaded.by_code["1.2"].is_leaf
    assert [line.level for line in loaded.lines[:3]] == [1, 2, 3]


def test_children_stand_in_the_order_of_the_appendix() -> None:
    """Under each line, and the domains under the whole."""
    loaded = SMALL_SET.load()
    assert [line.code for line in loaded.children("")] == ["1", "2", "3"]
    assert [line.code for line in loaded.children("1")] == ["1.1", "1.2", "1.3"]
    assert loaded.children("1.2") == ()


def test_the_header_is_read() -> None:
    """What stands over the forms and results."""
    header = SMALL_SET.load().header
    assert (header.decision, header.decision_date) == ("1/QĐ-UBND", date(2023, 8, 11))
    assert header.expected.points == 15
    assert header.expected.split["self"] == 12
    assert header.agencies["PNV"] == "Phòng Nội vụ"
    assert header.decimal_units == {"triệu đồng"}


def test_leaves_know_their_places_and_texts() -> None:
    """Each text from its own column, the line as in the file."""
    scored = SMALL_SET.load().leaf_by_code["1.3.2"]
    leaf = scored.leaf
    assert scored.criterion.line == 10
    assert (leaf.measure_done, leaf.measure_total) == ("Số đã trả lời", "Số câu hỏi")
    assert (leaf.not_applicable, leaf.evidence, leaf.agency) == ("full", "Văn bản", "VP")


def test_a_loaded_leaf_is_scored_by_its_rule() -> None:
    """9 of 10 is on the limit that belongs to the lower band; a survey asks the unit for nothing."""
    loaded = SMALL_SET.load()
    on_limit = {"done": Fraction(9), "total": Fraction(10)}
    assert loaded.leaf_by_code["1.2"].self_score(on_limit) == 1
    assert loaded.leaf_by_code["3.2"].figures == loaded.leaf_by_code["3.2"].choices == ()


def test_decimal_units_may_be_left_out() -> None:
    """Then every count is a whole number."""
    declared = SMALL_SET.with_header('decimal_units = ["triệu đồng"]\n', "")
    assert declared.load().header.decimal_units == frozenset()


def test_a_bonus_section_stands_outside_the_total() -> None:
    """A domain marked as bonus adds nothing to the points of the set."""
    rows = TABLE + "4,Điểm thưởng,3,self,per_item(1),Số giải thưởng,,,,Quyết định,PNV,,\n"
    declared = (
        SMALL_SET.with_table(rows.encode())
        .with_header("counts = [3, 8, 5]", "counts = [4, 8, 5]")
        .with_header('self = "12"', 'self = "15"')
    )
    assert [fault.code for fault in declared.faults()] == ["SET_TOTAL_DIFFERS"]
    as_bonus = declared.with_column("section").with_cell(18, "section", "bonus")
    assert as_bonus.with_header('self = "15"', 'self = "12"').faults() == []


def test_a_section_may_offer_more_than_its_cap() -> None:
    """4.1 and 4.2 together give 4 points, of which 3 count; a penalty needs no evidence named."""
    loaded = WITH_SECTIONS.load()
    assert loaded.sections == {"4": Section(1, Fraction(3)), "5": Section(-1, Fraction(1))}
    assert [line.section for line in loaded.lines if line.code[0] in "45"] == ["bonus"] * 3 + [
        "penalty"
    ] * 2


@pytest.mark.parametrize(
    ("line", "column", "text", "codes"),
    [
        (18, "max_points", "5", ["SET_SUM_DIFFERS"]),
        (19, "not_applicable", "full", ["SET_SECTION_LEAF"]),
        (22, "rule", "deduct(0.5)", ["SET_SECTION_LEAF"]),
        (20, "source", "sipas", ["SET_SECTION_LEAF", "SET_SOURCE_RULE", "SET_CELL_SUPERFLUOUS"]),
        (20, "evidence", "", ["SET_LEAF_INCOMPLETE"]),
    ],
)
def test_what_a_section_cannot_hold_is_named(line: int, column: str, text: str, codes: list[str]) -> None:
    """A cap nobody can reach, points for nothing, points lost from a full score, a survey."""
    faults = WITH_SECTIONS.with_cell(line, column, text).faults()
    assert [fault.code for fault in faults] == codes
    assert faults[0].cell == f"{line}:{column}"


def test_a_set_is_read_from_its_folder(tmp_path: Path) -> None:
    """The two files under their names."""
    loaded = load_criteria_set(SMALL_SET.write(tmp_path))
    assert loaded.codes == SMALL_SET.load().codes


@pytest.mark.parametrize("missing", ["set.toml", "criteria.csv"])
def test_a_folder_without_both_files_is_no_set(tmp_path: Path, missing: str) -> None:
    """The refusal names the folder and what is needed there."""
    (SMALL_SET.write(tmp_path) / missing).unlink()
    with pytest.raises(CchcError, match=missing) as caught:
        load_criteria_set(tmp_path)
    assert str(tmp_path) in str(caught.value)


def test_the_refusal_counts_its_faults(tmp_path: Path) -> None:
    """The message names the set and says how many faults there are."""
    folder = tmp_path / "phu-luc-9"
    folder.mkdir()
    SMALL_SET.with_cell(4, "agency", "").with_cell(7, "agency", "").write(folder)
    with pytest.raises(BrokenInput, match=r"phu-luc-9.* 2 ") as caught:
        load_criteria_set(folder)
    assert len(caught.value.findings) == 2


def test_files_saved_by_windows_programs_are_read() -> None:
    """A byte order mark and CR LF line ends change nothing in what is declared."""
    mark = b"\xef\xbb\xbf"
    header = mark + SMALL_SET.header.replace(b"\n", b"\r\n")
    saved = replace(SMALL_SET, header=header, table=mark + SMALL_SET.table.replace(b"\n", b"\r\n"))
    assert saved.load().lines == SMALL_SET.load().lines


def test_the_fingerprint_is_that_of_the_content() -> None:
    """Line ends do not change it, one letter in either file does."""
    fingerprint = SMALL_SET.load().fingerprint
    line_ends = SMALL_SET.with_table(SMALL_SET.table.replace(b"\n", b"\r\n"))
    assert line_ends.load().fingerprint == fingerprint
    others = (
        SMALL_SET.with_cell(4, "evidence", "Kế hoạch năm"),
        SMALL_SET.with_header("Bộ tiêu chí thử nghiệm", "Bộ tiêu chí thử nghiệm 2"),
    )
    assert fingerprint not in {other.load().fingerprint for other in others}


def test_blank_lines_between_the_rows_are_passed_over() -> None:
    """Also rows of commas, as a spreadsheet leaves them at the end."""
    spaced = TABLE.replace("\n2,", "\n\n2,") + ",,,,,,,,,,,,\n\n"
    assert SMALL_SET.with_table(spaced.encode()).load().codes == SMALL_SET.load().codes


@settings(deadline=None)
@given(st.integers(2, 17), st.sampled_from(REQUIRED_COLUMNS), st.text(max_size=12))
def test_whatever_stands_in_a_cell_is_read_or_refused(line: int, column: str, text: str) -> None:
    """A clerk's slip in any cell gives findings at places, never anything else."""
    assume(SMALL_SET.cell(line, column) != text)
    for fault in SMALL_SET.with_cell(line, column, text).faults():
        assert fault.code.startswith(("SET_", "RULE_"))
        assert fault.file in {"criteria.csv", "set.toml"}


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_whatever_stands_in_the_table_is_refused(content: bytes) -> None:
    """Bytes that are no table are a fault of the file."""
    assert SMALL_SET.with_table(content).faults() != []


def test_a_band_missing_at_the_bottom_is_a_fault_of_its_line() -> None:
    """Rates below 70 % without points are a gap like any other."""
    declared = SMALL_SET.with_cell(7, "rule", "bands(x > 90% = 2; 70% <= x <= 90% = 1)")
    assert ("RULE_BANDS_GAP", "7:rule") in [(fault.code, fault.cell) for fault in declared.faults()]


@pytest.mark.parametrize(
    ("declared", "key"),
    [
        pytest.param(
            SMALL_SET.with_header("2 = [3, 0]", "2 = 3"),
            "expected.by_domain.2",
        ),
        pytest.param(
            SMALL_SET.with_header('["triệu đồng"]', '[["triệu đồng"]]'),
            "decimal_units",
        ),
        pytest.param(
            SMALL_SET.with_header('VP = "Văn phòng"', "VP = 7"),
            "agencies.VP",
        ),
    ],
)
def test_a_header_value_of_the_wrong_kind_is_refused(declared: Declaration, key: str) -> None:
    """A number where a list or a text belongs is a fault at its key, not a traceback, not accepted."""
    assert [(fault.code, fault.cell) for fault in declared.faults()] == [("SET_VALUE_MALFORMED", key)]
