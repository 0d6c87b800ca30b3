"""What day it is where a campaign is run, whatever zone its machines are set to."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DEFAULT_ZONE = "Asia/Ho_Chi_Minh"

_FAR_AHEAD = timedelta(days=366)
"""A campaign lasts a year: a clock that is further ahead of the last recorded run is doubted."""


def zone_of(name: str) -> tzinfo:
    """A time zone by its IANA name. Raises ValueError where there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        if name == DEFAULT_ZONE:  # a system without zone data; Viet Nam has had one offset since 1975
            return timezone(timedelta(hours=7), name)
        raise ValueError(name) from error


def today_in(zone: str) -> date:
    """The day it is in a zone. Raises ValueError."""
    return _now().astimezone(zone_of(zone)).date()


def moment() -> str:
    """Now, to the second, with the offset of this machine: moments of several machines compare."""
    return _now().isoformat(timespec="seconds")


def is_doubtful(now: str, last: str) -> bool:
    """Whether a clock that shows `now` lies before the `last` recorded moment, or far ahead of it."""
    earlier, later = _parsed(last), _parsed(now)
    return later < earlier or later - earlier > _FAR_AHEAD


def _now() -> datetime:
    return datetime.now().astimezone()


def _parsed(text: str) -> datetime:
    """A recorded moment; those without an offset are of this machine's zone."""
    return datetime.fromisoformat(text).astimezone()
