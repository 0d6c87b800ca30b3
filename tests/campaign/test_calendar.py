"""Working days, counted on the wall calendar of the turn of 2023 to 2024."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.campaign.calendar import Calendar

NEW_YEAR = Calendar(holidays=frozenset({date(2024, 1, 1)}))


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2023, 11, 30), 5, date(2023, 12, 7)),  # Thursday; a weekend between
        (date(2023, 12, 29), 1, date(2024, 1, 2)),  # Friday; weekend and New Year's Day between
        (date(2023, 12, 2), 1, date(2023, 12, 4)),  # received on a Saturday
        (date(2023, 12, 4), 0, date(2023, 12, 4)),
    ],
)
def test_five_working_days_after_a_return(start: date, days: int, due: date) -> None:
    assert NEW_YEAR.after(start, days) == due


def test_a_made_up_saturday_is_worked() -> None:
    """Worked on Saturday 6 January: the next working day after Friday is that Saturday."""
    calendar = Calendar(made_up=frozenset({date(2024, 1, 6)}))
    assert calendar.after(date(2024, 1, 5), 1) == date(2024, 1, 6)


def test_days_left_and_days_passed() -> None:
    """From Thursday 28 December to Wednesday 3 January: Friday, Tuesday, Wednesday."""
    assert NEW_YEAR.left(date(2023, 12, 28), date(2024, 1, 3)) == 3
    assert NEW_YEAR.left(date(2024, 1, 3), date(2023, 12, 28)) == -3
    assert NEW_YEAR.left(date(2024, 1, 3), date(2024, 1, 3)) == 0


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 200))
def test_what_is_due_after_days_has_these_days_left(start: date, days: int) -> None:
    due = NEW_YEAR.after(start, days)
    assert NEW_YEAR.left(start, due) == days
    assert due >= start + timedelta(days=days)
