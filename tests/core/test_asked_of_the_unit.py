"""What a rule asks of the unit, and what the leaf adds to the denominator."""

from __future__ import annotations

from fractions import Fraction

import pytest

from cchc.criteria.scoring import choices, parse_rule

from .scoring import counting


@pytest.mark.parametrize(
    ("notation", "figures"),
    [
        ("yes_no", ()),
        ('levels("Đúng hạn" = 1; "Chậm" = 0)', ()),
        ('all_of(rate >= 100%; yes "Đúng hạn")', ("done", "total")),
        ('all_of(yes "Đúng hạn")', ()),
        ("bands(x >= 90% = 1; x < 90% = 0)", ("done", "total")),
        ("proportional", ("done", "total")),
        ("per_item(0.5)", ("done",)),
        ("deduct(0.25)", ("done",)),
        ("steps(0.25)", ("score",)),
        ("survey", ()),
        ("sipas", ()),
    ],
)
def test_a_rule_asks_for_the_counts_it_computes_with(notation: str, figures: tuple[str, ...]) -> None:
    """A rate is asked as two counts, never as a percentage."""
    assert parse_rule(notation, Fraction(1)).figures == figures


@pytest.mark.parametrize(
    ("notation", "permission", "labels"),
    [
        ("yes_no", "", ("Có", "Không")),
        ("yes_no", "exclude", ("Có", "Không", "Không phát sinh")),
        ('all_of(yes "Đúng hạn")', "", ("Có", "Không")),
        ('levels("Đúng hạn" = 1; "Chậm" = 0)', "full", ("Đúng hạn", "Chậm", "Không phát sinh")),
        ("proportional", "", ()),
        ("proportional", "exclude", ("Không phát sinh",)),
        ("steps(0.25)", "", ()),
        ("survey", "", ()),
    ],
)
def test_a_leaf_offers_the_answers_it_scores(
    notation: str, permission: str, labels: tuple[str, ...]
) -> None:
    """Labels in the order of the declaration, "Không phát sinh" last and only where allowed."""
    assert choices(parse_rule(notation, Fraction(1)), permission) == labels


def test_surveys_are_not_scored_by_the_unit() -> None:
    """Survey and SIPAS come from outside, everything else from the unit."""
    by_unit = {text: parse_rule(text, Fraction(1)).by_unit for text in ("survey", "sipas", "yes_no")}
    assert by_unit == {"survey": False, "sipas": False, "yes_no": True}


@pytest.mark.parametrize(
    ("notation", "beyond"),
    [
        ("bands(x >= 100% = 1; x < 100% = 0)", False),
        ("bands(x >= 110% = 1; x < 110% = 0)", True),
        ("proportional", False),
        ("per_item(0.5)", False),
    ],
)
def test_only_bands_beyond_the_total_let_more_be_done_than_there_was(
    notation: str, *, beyond: bool
) -> None:
    """Everywhere else "thực hiện" above "tổng số" is an error."""
    assert parse_rule(notation, Fraction(1)).may_exceed_total == beyond


@pytest.mark.parametrize(
    ("permission", "choice", "points"),
    [
        ("", None, 2),
        ("", "Không phát sinh", 2),
        ("exclude", None, 2),
        ("exclude", "Có", 2),
        ("exclude", "Không phát sinh", 0),
        ("full", "Không phát sinh", 2),
    ],
)
def test_a_leaf_counts_unless_it_is_excluded_as_not_applicable(
    permission: str, choice: str | None, points: int
) -> None:
    """A blank leaf counts; only "Không phát sinh" under `exclude` leaves the denominator."""
    assert counting("2", permission, takes_part=True, choice=choice) == points


def test_a_source_that_takes_no_part_does_not_count() -> None:
    """Before survey points are brought in, survey leaves are out of the denominator."""
    assert counting("2", "", takes_part=False, choice=None) == 0
    assert counting("2", "full", takes_part=False, choice="Không phát sinh") == 0
