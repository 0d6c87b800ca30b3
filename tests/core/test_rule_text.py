"""The notation of rules: what is written well is read, what is not is refused with its code."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.core.rules.base import RuleFault
from cchc.core.rules.choosing import AllOf, Levels, Option, RateCondition, YesCondition
from cchc.core.rules.counting import Proportional
from cchc.core.rules.notation import LABEL_LIMIT
from cchc.core.rules.table import KINDS
from cchc.criteria.scoring import parse_rule

from .scoring import steadily


def fault_of(notation: str, max_points: str = "1") -> RuleFault:
    """The fault a notation is refused with."""
    with pytest.raises(RuleFault) as caught:
        parse_rule(notation, Fraction(max_points))
    return caught.value


def test_blanks_around_the_parts_do_not_matter() -> None:
    """People align what they type."""
    spaced = parse_rule('  levels( "Đúng hạn"  =  1 ;  "Chậm"=0 ) ', Fraction(1))
    assert spaced == parse_rule('levels("Đúng hạn" = 1; "Chậm" = 0)', Fraction(1))
    assert parse_rule("proportional( from  80 % )", Fraction(1)) == Proportional(Fraction(4, 5))


def test_a_label_may_hold_the_signs_of_the_notation() -> None:
    """Semicolons, brackets and equal signs inside quotes belong to the label."""
    rule = parse_rule('levels("Đủ; đúng hạn (= 100%)" = 1; "Chưa" = 0)', Fraction(1))
    assert rule == Levels((Option("Đủ; đúng hạn (= 100%)", Fraction(1)), Option("Chưa", Fraction(0))))


def test_all_of_reads_its_two_conditions_in_any_order() -> None:
    """The rate and the statement, whichever comes first."""
    expected = AllOf(RateCondition(">=", Fraction(95, 100)), YesCondition("Đúng hạn"))
    assert parse_rule('all_of(rate >= 95%; yes "Đúng hạn")', Fraction(1)) == expected
    assert parse_rule('all_of(yes "Đúng hạn"; rate >= 95%)', Fraction(1)) == expected


@pytest.mark.parametrize(
    "notation", ["", "bonus", "Yes_No", "yes no", "yes_no yes_no", "=1", "levels[1]", "(1)"]
)
def test_an_unknown_rule_names_the_known_ones(notation: str) -> None:
    """The fault lists every kind there is."""
    fault = fault_of(notation)
    assert (fault.code, fault.found) == ("RULE_UNKNOWN", notation)
    assert set(fault.expected.split(" | ")) == set(KINDS)


@pytest.mark.parametrize(
    "notation",
    [
        "yes_no()",
        "yes_no(1)",
        "survey(1)",
        "sipas()",
        "levels",
        "levels()",
        "levels(;)",
        'levels("Đúng hạn" = 1)',
        'levels("Đúng hạn" = 1; "đúng hạn" = 0)',
        'levels("Đúng hạn" = 1; Chậm = 0)',
        'levels("Đúng hạn" = 1; "Chậm")',
        'levels("Đúng hạn" = 1; "" = 0)',
        'levels("Đúng hạn" = 1, "Chậm" = 0)',
        'levels("Đúng hạn" = 1; "Chậm" = 0,5)',
        'levels("Đúng hạn" = 1; "Chậm" = 0.5.0)',
        'levels("Đúng hạn" = 1; " Chậm" = 0)',
        'levels("Đúng hạn" = 1; "Chậm = 0)',
        "all_of",
        "all_of(rate >= 100%)",
        'all_of(rate >= 100; yes "Đúng hạn")',
        'all_of(rate <= 100%; yes "Đúng hạn")',
        'all_of(rate >= 101%; yes "Đúng hạn")',
        'all_of(rate >= 50%; rate >= 60%; yes "Đúng hạn")',
        'all_of(yes "Đúng hạn"; yes "Đầy đủ")',
        "all_of(yes Đúng hạn)",
        "bands",
        "bands()",
        "bands(x >= 90%; x < 90% = 0)",
        "bands(x => 90% = 1; x < 90% = 0)",
        "bands(x >= 90 = 1; x < 90 = 0)",
        "bands(x >= 0,9% = 1; x < 0,9% = 0)",
        "bands(y >= 90% = 1; y < 90% = 0)",
        "bands(90% >= x >= 70% = 1; x < 70% = 0)",
        "bands(90% <= x < 70% = 1; x < 70% = 0)",
        "bands(90% <= x <= 90% = 1; x < 90% = 0)",
        "bands(x >= 1001% = 1; x < 1001% = 0)",
        "proportional()",
        "proportional(80%)",
        "proportional(from 80)",
        "proportional(from 101%)",
        "proportional(from 80%; from 90%)",
        "per_item",
        "per_item()",
        "per_item(0)",
        "per_item(-0.5)",
        "per_item(0,5)",
        "deduct(0)",
        "deduct(1; 2)",
        "steps",
        "steps(0)",
        "steps(1/4)",
    ],
)
def test_malformed_notation_is_refused(notation: str) -> None:
    """Never read as the nearest thing that would make sense."""
    assert fault_of(notation).code == "RULE_MALFORMED"


@pytest.mark.parametrize(
    "notation",
    [
        'bands("x >= 50% = 1; x < 50% = 0)',
        'levels("Đúng hạn" = 1; "Chậm" = 0")',
        'levels("Đúng hạn" = 1;; "Chậm" = 0)',
    ],
)
def test_stray_signs_are_not_skipped(notation: str) -> None:
    """A quote or a semicolon too many says that something is not as it was meant."""
    assert fault_of(notation).code == "RULE_MALFORMED"


@pytest.mark.parametrize(
    ("notation", "limit"),
    [("proportional(from 101%)", "<= 100%"), ("bands(x >= 1001% = 1; x < 1001% = 0)", "<= 1000%")],
)
def test_a_rate_too_high_names_the_limit(notation: str, limit: str) -> None:
    """A floor is at most 100 %; a band may lie beyond, but hardly tenfold."""
    assert fault_of(notation).expected == limit


def test_labels_have_a_limit() -> None:
    """60 characters fit the choice cell, 61 do not."""
    longest = "a" * LABEL_LIMIT
    assert LABEL_LIMIT == 60
    parse_rule(f'levels("{longest}" = 1; "b" = 0)', Fraction(1))
    assert fault_of(f'levels("{longest}a" = 1; "b" = 0)').code == "RULE_MALFORMED"
    assert fault_of(f'all_of(yes "{longest}a")').code == "RULE_MALFORMED"


@pytest.mark.parametrize(
    ("notation", "found"),
    [
        ('levels("Đúng hạn" = 1.5; "Chậm" = 0)', "1.5"),
        ("bands(x >= 90% = 1.01; x < 90% = 0)", "1.01"),
        ("per_item(1.25)", "1.25"),
        ("deduct(2)", "2"),
    ],
)
def test_more_points_than_the_max_are_refused(notation: str, found: str) -> None:
    """No rule may give more than the 1 point of its line."""
    fault = fault_of(notation, "1")
    assert (fault.code, fault.found) == ("RULE_EXCEEDS_MAX", found)


@pytest.mark.parametrize(
    ("notation", "found"),
    [
        ('levels("Đúng hạn" = 0.5; "Chậm" = 0)', "0.5"),
        ("bands(x >= 90% = 0.99; x < 90% = 0)", "0.99"),
        ("steps(0.3)", "0.3"),
        ("steps(2)", "2"),
    ],
)
def test_a_rule_that_cannot_reach_the_max_is_refused(notation: str, found: str) -> None:
    """The 1 point of the line must be among what can be scored."""
    fault = fault_of(notation, "1")
    assert (fault.code, fault.found) == ("RULE_CANNOT_REACH_MAX", found)


def test_a_rate_above_the_whole_total_cannot_be_reached() -> None:
    """More than 100 % done of a total is never accepted, so nobody could score."""
    assert fault_of('all_of(rate > 100%; yes "Đúng hạn")').code == "RULE_CANNOT_REACH_MAX"


def test_a_level_cannot_be_called_not_applicable() -> None:
    """The answer "Không phát sinh" has a meaning of its own; as a level it would stand twice in the list."""
    assert fault_of('levels("Có" = 1; "Không phát sinh" = 0)').code == "RULE_MALFORMED"


def test_points_on_the_max_are_accepted() -> None:
    """The limit itself is no fault: one item or one case may be worth all the points."""
    for notation in ("per_item(1)", "deduct(1)", "steps(1)", "steps(0.25)", "bands(x <= 100% = 1)"):
        parse_rule(notation, Fraction(1))


def test_negative_points_are_refused() -> None:
    """A level below 0 would take away points earned elsewhere."""
    levels = Levels((Option("Đúng hạn", Fraction(1)), Option("Chậm", Fraction(-1, 2))))
    with pytest.raises(RuleFault) as caught:
        levels.check_reach(Fraction(1))
    assert caught.value.code == "RULE_NEGATIVE_POINTS"


@steadily
@given(st.sampled_from(KINDS), st.text(alphabet='x<>=%0159.;"() rateysfom-,', max_size=40))
def test_no_text_brings_the_reader_down(kind: str, detail: str) -> None:
    """Any text is read or refused as a fault of the rule, never otherwise."""
    try:
        rule = parse_rule(f"{kind}({detail})", Fraction(1))
    except RuleFault as fault:
        assert fault.code.startswith("RULE_")
    else:
        assert rule.kind == kind
