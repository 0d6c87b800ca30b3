"""Working days: Monday to Friday without the holidays of the control workbook, plus the Saturdays and
Sundays that it declares as working days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """Which days are working days. `holidays` are days off; `made_up` are working days whatever their
    weekday.
    """

    holidays: frozenset[date] = frozenset()
    made_up: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        """Whether a day is a working day; a day that is in both lists is one."""
        if day in self.made_up:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def after(self, start: date, days: int) -> date:
        """The day that lies so many working days after `start`; `start` itself is not counted. Source:
        1877/QĐ-UBND, "5 ngày làm việc kể từ ngày nhận đủ hồ sơ".
        """
        day = start
        while days > 0:
            day += timedelta(days=1)
            days -= self.is_working(day)
        return day

    def left(self, today: date, due: date) -> int:
        """The number of working days from today (not counted) to a due day (counted); negative once it has
        passed.
        """
        earlier, later = sorted((today, due))
        span = range(1, (later - earlier).days + 1)
        worked = sum(self.is_working(earlier + timedelta(days=each)) for each in span)
        return worked if due >= today else -worked
