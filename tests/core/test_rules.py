"""Every kind of rule, computed by hand on both sides of every limit and on it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.core.rules.table import KINDS, RULES
from cchc.criteria.scoring import parse_rule
from tests.support.rule_kinds import complete_figures, examples_beside

from .scoring import Figure, score, steadily

UPPER_LIMIT_BELOW = "bands(x > 90% = 2; 70% <= x <= 90% = 1; x < 70% = 0)"
UPPER_LIMIT_ABOVE = "bands(x >= 90% = 2; 70% <= x < 90% = 1; x < 70% = 0)"
BOTH_LIMITS_BELOW = "bands(x > 90% = 2; 70% < x <= 90% = 1; x <= 70% = 0)"
BEYOND_ALL = "bands(x >= 110% = 2; 100% <= x < 110% = 1; x < 100% = 0)"


@pytest.mark.parametrize(
    ("choice", "points"), [("Có", 1), ("Không", 0), ("có", 1), ("", None), ("Đã làm", None)]
)
def test_yes_no(choice: str, points: int | None) -> None:
    """Full points or none; an answer that is neither gives nothing."""
    assert score("yes_no", "1", choice=choice) == points


@pytest.mark.parametrize(
    ("choice", "points"),
    [("Đúng hạn", "1.5"), ("Chậm", "0.5"), ("Không ban hành", "0"), ("ĐÚNG HẠN", "1.5")],
)
def test_levels(choice: str, points: str) -> None:
    """Each label has its points, in any case."""
    levels = 'levels("Đúng hạn" = 1.5; "Chậm" = 0.5; "Không ban hành" = 0)'
    assert score(levels, "1.5", choice=choice) == Fraction(points)


def test_levels_know_their_own_labels_only() -> None:
    """An answer off the list is no answer, not the lowest level."""
    levels = 'levels("Đúng hạn" = 1.5; "Chậm" = 0.5)'
    assert score(levels, "1.5", choice="Đúng") is None
    assert score(levels, "1.5", choice=1) is None


@pytest.mark.parametrize(
    ("choice", "done", "total", "points"),
    [("Có", 10, 10, 2), ("Có", 9, 10, 0), ("Không", 10, 10, 0), ("Không", 9, 10, 0), ("Có", 0, 10, 0)],
)
def test_all_of_needs_the_count_and_the_statement(choice: str, done: int, total: int, points: int) -> None:
    """Full count and on time 2, else 0."""
    rule = 'all_of(rate >= 100%; yes "Gửi đúng hạn")'
    assert score(rule, "2", choice=choice, done=done, total=total) == points


@pytest.mark.parametrize(
    ("operator", "done", "points"),
    [(">=", 79, 0), (">=", 80, 1), (">=", 81, 1), (">", 80, 0), (">", 81, 1)],
)
def test_all_of_around_its_limit(operator: str, done: int, points: int) -> None:
    """On 80 % itself only "from 80 %" holds, "above 80 %" does not."""
    rule = f'all_of(rate {operator} 80%; yes "Gửi đúng hạn")'
    assert score(rule, "1", choice="Có", done=done, total=100) == points


def test_all_of_with_a_statement_alone() -> None:
    """No rate asked for: the answer alone decides."""
    assert score('all_of(yes "Gửi đúng hạn")', "1", choice="Có") == 1
    assert score('all_of(yes "Gửi đúng hạn")', "1", choice="Không") == 0


@pytest.mark.parametrize(
    ("bands", "done", "points"),
    [
        (UPPER_LIMIT_BELOW, 1000, 2),
        (UPPER_LIMIT_BELOW, 901, 2),
        (UPPER_LIMIT_BELOW, 900, 1),
        (UPPER_LIMIT_BELOW, 899, 1),
        (UPPER_LIMIT_BELOW, 701, 1),
        (UPPER_LIMIT_BELOW, 700, 1),
        (UPPER_LIMIT_BELOW, 699, 0),
        (UPPER_LIMIT_BELOW, 0, 0),
        (UPPER_LIMIT_ABOVE, 901, 2),
        (UPPER_LIMIT_ABOVE, 900, 2),
        (UPPER_LIMIT_ABOVE, 899, 1),
        (UPPER_LIMIT_ABOVE, 700, 1),
        (UPPER_LIMIT_ABOVE, 699, 0),
        (BOTH_LIMITS_BELOW, 901, 2),
        (BOTH_LIMITS_BELOW, 900, 1),
        (BOTH_LIMITS_BELOW, 701, 1),
        (BOTH_LIMITS_BELOW, 700, 0),
        (BOTH_LIMITS_BELOW, 699, 0),
    ],
)
def test_bands_give_a_limit_to_the_side_that_declares_it(bands: str, done: int, points: int) -> None:
    """`done` of 1000, one step below each limit, on it, one step above it."""
    assert score(bands, "2", done=done, total=1000) == points


def test_bands_may_be_declared_from_low_to_high() -> None:
    """The order of the declaration does not change what a rate is worth."""
    upwards = "bands(x < 70% = 0; 70% <= x < 90% = 1; x >= 90% = 2)"
    found = [score(upwards, "2", done=done, total=100) for done in (69, 70, 89, 90)]
    assert found == [0, 1, 1, 2]


def test_bands_compare_the_rate_at_nine_decimals() -> None:
    """89.99999999 % to the tenth decimal counts as 90 %, one at the ninth does not."""
    assert score(UPPER_LIMIT_ABOVE, "2", done=89_999_999_999, total=10**11) == 2
    assert score(UPPER_LIMIT_ABOVE, "2", done=899_999_999, total=10**9) == 1


@pytest.mark.parametrize(("done", "points"), [(99, 0), (100, 1), (109, 1), (110, 2), (250, 2)])
def test_bands_beyond_the_total_score_what_exceeds_it(done: int, points: int) -> None:
    """Revenue against the estimate may be 110 % and more, where a band says so."""
    assert score(BEYOND_ALL, "2", done=done, total=100) == points


def test_a_band_above_the_whole_total_can_be_reached() -> None:
    """Where "more than the estimate" is worth 2 and else 1, 101 of 100 must be worth 2."""
    assert score("bands(x > 100% = 2; x <= 100% = 1)", "2", done=101, total=100) == 2


@pytest.mark.parametrize(
    ("done", "total", "points"),
    [(5, 7, Fraction(10, 7)), (0, 7, Fraction(0)), (7, 7, Fraction(2)), (1, 3, Fraction(2, 3))],
)
def test_proportional_is_an_exact_share(done: int, total: int, points: Fraction) -> None:
    """5 of 7, times 2 points, is ten sevenths and not a rounded decimal."""
    assert score("proportional", "2", done=done, total=total) == points


@pytest.mark.parametrize(("done", "points"), [(0, "0"), (79, "0"), (80, "1.6"), (81, "1.62"), (100, "2")])
def test_proportional_gives_nothing_below_its_floor(done: int, points: str) -> None:
    """From 80 % on the share of 2 points; 79 % is worth nothing at all."""
    assert score("proportional(from 80%)", "2", done=done, total=100) == Fraction(points)


@pytest.mark.parametrize(
    ("done", "points"), [(0, "0"), (1, "0.5"), (3, "1.5"), (4, "2"), (5, "2"), (400, "2")]
)
def test_per_item_is_capped_at_the_max_points(done: int, points: str) -> None:
    """Half a point for each regulation, at most 2."""
    assert score("per_item(0.5)", "2", done=done) == Fraction(points)


@pytest.mark.parametrize(
    ("done", "points"), [(0, "1"), (1, "0.75"), (3, "0.25"), (4, "0"), (5, "0"), (400, "0")]
)
def test_deductions_end_at_zero(done: int, points: str) -> None:
    """1 point less 0.25 for each late case, never below 0."""
    assert score("deduct(0.25)", "1", done=done) == Fraction(points)


@pytest.mark.parametrize("entered", ["0", "0.25", "0.5", "0.75", "1"])
def test_scores_on_a_step_stand_as_entered(entered: str) -> None:
    """Steps of 0.25 from 0 to the max points."""
    assert score("steps(0.25)", "1", score=Decimal(entered)) == Fraction(entered)


@pytest.mark.parametrize("entered", ["0.3", "0.26", "0.125", "1.25", "1.01", "-0.25"])
def test_scores_off_the_steps_or_the_range_give_nothing(entered: str) -> None:
    """They are not rounded to the next step and not cut off at the max points."""
    assert score("steps(0.25)", "1", score=Decimal(entered)) is None


@pytest.mark.parametrize("notation", ["survey", "sipas"])
def test_surveys_are_never_scored_by_the_unit(notation: str) -> None:
    """Whatever a unit writes there, it is no self score."""
    assert score(notation, "1", choice="Có", done=1, total=1, score=1) is None


COMPLETE: dict[str, dict[str, Figure]] = {
    "yes_no": {"choice": "Có"},
    'levels("Đúng hạn" = 1; "Chậm" = 0)': {"choice": "Chậm"},
    'all_of(rate >= 100%; yes "Đúng hạn")': {"choice": "Có", "done": 1, "total": 1},
    "bands(x >= 90% = 1; x < 90% = 0)": {"done": 1, "total": 1},
    "proportional": {"done": 1, "total": 1},
    "proportional(from 80%)": {"done": 1, "total": 1},
    "per_item(0.5)": {"done": 1},
    "deduct(0.25)": {"done": 1},
    "steps(0.25)": {"score": 1},
}
"""Every rule the unit answers, with figures that are complete: these, and the examples of all other kinds."""

POINTS = dict.fromkeys(COMPLETE, "1")
for _example in examples_beside(POINTS.items()):
    COMPLETE[_example.notation] = dict(complete_figures(_example))
    POINTS[_example.notation] = _example.points


def worth(notation: str, permission: str = "", /, **figures: Figure) -> Fraction | None:
    """The score of a rule of COMPLETE."""
    return score(notation, POINTS[notation], permission, **figures)


EACH_FIGURE = [(notation, name) for notation, figures in COMPLETE.items() for name in figures]
EACH_NUMBER = [(notation, name) for notation, name in EACH_FIGURE if name != "choice"]
WITH_RATE = [
    notation
    for notation, figures in COMPLETE.items()
    if "total" in figures and not parse_rule(notation, None).may_exceed_total
]


@pytest.mark.parametrize("notation", COMPLETE)
def test_a_blank_line_has_no_score(notation: str) -> None:
    """Empty is "not scored", never 0; a deduction with nothing entered is not full points."""
    assert worth(notation) is None
    assert worth(notation, **COMPLETE[notation]) is not None


@pytest.mark.parametrize(("notation", "name"), EACH_FIGURE)
def test_one_missing_figure_leaves_the_line_without_a_score(notation: str, name: str) -> None:
    """Neither an empty cell nor the empty text a formula shows can be scored."""
    for blank in (None, ""):
        assert worth(notation, **{**COMPLETE[notation], name: blank}) is None


@pytest.mark.parametrize(("notation", "name"), EACH_NUMBER)
def test_text_in_a_number_cell_gives_no_score(notation: str, name: str) -> None:
    """Text compares greater than any number in a spreadsheet; it must not win full points."""
    for text in ("0,5", "1", "một"):
        assert worth(notation, **{**COMPLETE[notation], name: text}) is None


@pytest.mark.parametrize(("notation", "name"), EACH_NUMBER)
def test_a_negative_figure_gives_no_score(notation: str, name: str) -> None:
    """A negative count is a slip of the pen, not a lower score or a bonus."""
    assert worth(notation, **{**COMPLETE[notation], name: -1}) is None


@pytest.mark.parametrize("notation", WITH_RATE)
def test_a_total_of_zero_gives_no_score(notation: str) -> None:
    """Nothing to do is no rate: neither 0 % nor 100 %."""
    for done in (0, 1):
        assert worth(notation, **{**COMPLETE[notation], "done": done, "total": 0}) is None


@pytest.mark.parametrize("notation", WITH_RATE)
def test_more_done_than_there_was_gives_no_score(notation: str) -> None:
    """11 of 10 is an error in one of the two counts."""
    assert worth(notation, **{**COMPLETE[notation], "done": 11, "total": 10}) is None


@pytest.mark.parametrize("notation", COMPLETE)
def test_not_applicable_has_no_score_where_it_is_excluded(notation: str) -> None:
    """Out of the score, with or without figures beside it."""
    choice = {"choice": "Không phát sinh"}
    assert worth(notation, "exclude", **choice) is None
    assert worth(notation, "exclude", **{**COMPLETE[notation], **choice}) is None


@pytest.mark.parametrize("notation", COMPLETE)
def test_not_applicable_earns_full_points_where_the_set_says_so(notation: str) -> None:
    """No complaints, full points: with or without figures beside it."""
    choice = {"choice": "Không phát sinh"}
    assert worth(notation, "full", **choice) == Fraction(POINTS[notation])
    assert worth(notation, "full", **{**COMPLETE[notation], **choice}) == Fraction(POINTS[notation])


@pytest.mark.parametrize("notation", COMPLETE)
def test_leaves_that_may_be_not_applicable_are_scored_as_ever_otherwise(notation: str) -> None:
    """The permission alone changes no score."""
    figures = COMPLETE[notation]
    for permission in ("exclude", "full"):
        assert worth(notation, permission, **figures) == worth(notation, "", **figures)


@pytest.mark.parametrize("notation", [text for text, figures in COMPLETE.items() if "choice" in figures])
def test_not_applicable_is_no_answer_where_it_is_not_allowed(notation: str) -> None:
    """A leaf that does not offer it does not score it."""
    assert worth(notation, **{**COMPLETE[notation], "choice": "Không phát sinh"}) is None


ANY_FIGURE = st.one_of(
    st.none(),
    st.integers(-3, 130),
    st.decimals(min_value=-1, max_value=130, places=3),
    st.sampled_from(["", "0,5", "Có", "Không", "Đúng hạn", "Chậm", "Không phát sinh"]),
)


@steadily
@given(
    st.sampled_from([*COMPLETE, BEYOND_ALL]),
    st.sampled_from(["", "exclude", "full"]),
    st.fixed_dictionaries({}, optional=dict.fromkeys(("choice", "done", "total", "score"), ANY_FIGURE)),
)
def test_a_score_is_never_outside_its_range(
    notation: str, permission: str, figures: dict[str, Figure]
) -> None:
    """Whatever stands in the cells: nothing, or a score from 0 to the max points."""
    most = "2" if notation == BEYOND_ALL else POINTS[notation]
    found = score(notation, most, permission, **figures)
    assert found is None or 0 <= found <= Fraction(most)


def test_every_kind_of_rule_is_tested_here() -> None:
    """A new kind comes with its examples."""
    tested = {parse_rule(notation, Fraction(POINTS[notation])).kind for notation in COMPLETE}
    assert tested | {rule.kind for rule in RULES if not rule.by_unit} == set(KINDS)


def test_the_kinds_that_surveys_score() -> None:
    assert {rule.kind for rule in RULES if not rule.by_unit} == {"survey", "sipas"}


@pytest.mark.parametrize("notation", COMPLETE)
def test_a_score_is_among_those_an_appraiser_may_give(notation: str) -> None:
    """A rule and what it calls possible agree."""
    most = Fraction(POINTS[notation])
    possible = parse_rule(notation, most).possible_scores(most)
    assert possible is None or worth(notation, **COMPLETE[notation]) in {*possible, most, Fraction(0)}
