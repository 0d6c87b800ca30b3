"""Days and times in sheets, which store them as numbers of days."""

from __future__ import annotations

from datetime import datetime, timedelta

EPOCH = datetime(1899, 12, 30)


def moment_of(days: float) -> datetime | None:
    """The date and time of a serial number of days in a sheet; None if out of range. Sheets count a 29/02/1900 that
    did not exist, so serial numbers before it are one day lower.
    """
    try:
        return EPOCH + timedelta(days + 1 if 1 <= days < 60 else days)
    except OverflowError:
        return None


def day_or_time(days: float) -> str:
    """A serial number of days as findings show it, a time of day if it is less than one; "" if it is out of range."""
    moment = moment_of(days)
    if moment is None:
        return ""
    return str(moment.time()) if 0 <= days < 1 else moment.strftime("%d/%m/%Y")
