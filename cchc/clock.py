"""The present date in a campaign's time zone, independent of the machine's zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DEFAULT_ZONE = "Asia/Ho_Chi_Minh"

_FAR_AHEAD = timedelta(days=366)
"""A campaign lasts a year: a clock further ahead of the last recorded run than this is probably wrong."""


def zone_of(name: str) -> tzinfo:
    """A time zone by its IANA name. Raises ValueError where the name is unknown."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        if name == DEFAULT_ZONE:  # a system without zone data; Viet Nam has had one offset since 1975
            return timezone(timedelta(hours=7), name)
        raise ValueError(name) from error


def today_in(zone: str) -> date:
    """Today's date in a zone. Raises ValueError where the zone is unknown."""
    return _now().astimezone(zone_of(zone)).date()


def moment() -> str:
    """The present time, to the second, with this machine's UTC offset, so that times of several machines
    can be compared.
    """
    return _now().isoformat(timespec="seconds")


def is_doubtful(now: str, last: str) -> bool:
    """Whether a clock that shows `now` is before the `last` recorded time, or more than a year after it."""
    earlier, later = _parsed(last), _parsed(now)
    return later < earlier or later - earlier > _FAR_AHEAD


def _now() -> datetime:
    return datetime.now().astimezone()


def _parsed(text: str) -> datetime:
    """A recorded time; one without an offset is in this machine's zone."""
    return datetime.fromisoformat(text).astimezone()
