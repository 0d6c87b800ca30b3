"""A set that is spoilt in one place is refused for exactly that, with its file, line and column."""

from __future__ import annotations

import pytest

from cchc.findings.catalogue import CATALOGUE
from tests.support.findings import recorded

from .small_set import SMALL_SET, Declaration, Place, Spoilt, places
from .spoilt_header import SPOILT_HEADERS
from .spoilt_lines import LOST_LEAVES, NEGATIVE_POINTS, SPOILT_CELLS, UNREADABLE

ALL = (*SPOILT_HEADERS, *UNREADABLE, *SPOILT_CELLS, *LOST_LEAVES, NEGATIVE_POINTS)


def what(spoilt: Spoilt) -> str:
    """The name of a case in the test report."""
    return f"{spoilt.fault.code}: {spoilt.what}"


@pytest.mark.parametrize("spoilt", SPOILT_HEADERS, ids=what)
def test_a_fault_of_the_header_is_reported_at_its_key(spoilt: Spoilt) -> None:
    """And nothing else is."""
    assert places(spoilt.declared.faults()) == [spoilt.fault]


@pytest.mark.parametrize("spoilt", [*UNREADABLE, *SPOILT_CELLS], ids=what)
def test_a_fault_of_the_table_is_reported_at_its_line_and_column(spoilt: Spoilt) -> None:
    """And nothing else is."""
    assert places(spoilt.declared.faults()) == [spoilt.fault]


@pytest.mark.parametrize("spoilt", LOST_LEAVES, ids=what)
def test_a_fault_of_a_rule_is_reported_at_its_line_and_column(spoilt: Spoilt) -> None:
    """Nothing else in the table is; for what the header says then, see the next test."""
    in_table = [place for place in places(spoilt.declared.faults()) if place.file == "criteria.csv"]
    assert in_table == [spoilt.fault]


@pytest.mark.parametrize("spoilt", LOST_LEAVES, ids=what)
def test_a_fault_of_a_rule_raises_no_echo(spoilt: Spoilt) -> None:
    """Nobody is sent to look at the split of points because a rule has a slip of the pen."""
    assert places(spoilt.declared.faults()) == [spoilt.fault]


@pytest.mark.parametrize(
    ("declared", "fault"),
    [
        pytest.param(
            SMALL_SET.with_cell(7, "max_points", "2,0"),
            Place("SET_VALUE_MALFORMED", "criteria.csv", "7:max_points"),
        ),
        pytest.param(
            SMALL_SET.with_cell(4, "code", ""),
            Place("SET_CODE_MALFORMED", "criteria.csv", "4:code"),
        ),
    ],
    ids=["points that cannot be read", "no code"],
)
def test_a_cell_that_cannot_be_read_raises_no_echo(declared: Declaration, fault: Place) -> None:
    """One slip of the pen is one fault, not a list of sums and cells that seem wrong beside it."""
    assert places(declared.faults()) == [fault]


def test_negative_points_of_a_rule_are_called_by_their_name() -> None:
    """Somebody who writes "-0.5" reads that points are negative, not that the notation is wrong."""
    assert NEGATIVE_POINTS.fault in places(NEGATIVE_POINTS.declared.faults())


def test_the_unspoilt_set_has_no_fault() -> None:
    """So each fault above comes from the one thing changed."""
    assert SMALL_SET.faults() == []


@pytest.mark.parametrize("spoilt", ALL, ids=what)
def test_a_fault_says_what_was_found_in_both_words_and_fields(spoilt: Spoilt) -> None:
    """Its texts are filled in, and it stops the set."""
    for fault in spoilt.declared.faults():
        assert fault.severity == "error"
        assert recorded(fault).message
        assert recorded(fault).remedy
        assert "{" not in recorded(fault).message + recorded(fault).remedy


def test_every_code_of_a_set_and_its_rules_has_a_case() -> None:
    """No check of the catalogue goes untested, and no case names a code that is gone."""
    declared = {code for code in CATALOGUE if code.startswith(("SET_", "RULE_"))}
    assert {spoilt.fault.code for spoilt in ALL} == declared


def test_several_faults_are_all_reported_at_once() -> None:
    """Both files, several lines, two faults in one line: one run shows them all."""
    declared = (
        SMALL_SET.with_cell(4, "agency", "PTP")
        .with_cell(4, "evidence", "")
        .with_cell(7, "rule", "bands(x > 90% = 2; x < 90% = 0)")
        .with_cell(12, "name", "Kế hoạch")
        .with_header("counts = [3, 8, 5]", "counts = [3, 8, 6]")
    )
    assert {
        Place("SET_VALUE_MALFORMED", "criteria.csv", "4:agency"),
        Place("SET_LEAF_INCOMPLETE", "criteria.csv", "4:evidence"),
        Place("RULE_BANDS_GAP", "criteria.csv", "7:rule"),
        Place("SET_NAME_DUPLICATE", "criteria.csv", "12:name"),
        Place("SET_COUNT_DIFFERS", "set.toml", "expected.counts"),
    } <= set(places(declared.faults()))


def test_faults_of_an_unreadable_header_do_not_hide_those_of_the_table() -> None:
    """The table is read all the same."""
    declared = SMALL_SET.with_header("year = 2023", "").with_cell(4, "rule", "all_or_nothing")
    assert places(declared.faults()) == [
        Place("SET_KEY_MISSING", "set.toml", ""),
        Place("RULE_UNKNOWN", "criteria.csv", "4:rule"),
    ]
