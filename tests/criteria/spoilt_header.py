"""Ways to spoil `set.toml`, each with the fault it must give."""

from __future__ import annotations

from dataclasses import replace

from .small_set import SMALL_SET, Declaration, Place, Spoilt


def _spoilt(what: str, declared: Declaration, code: str, key: str) -> Spoilt:
    return Spoilt(what, declared, Place(code, "set.toml", key))


SPOILT_HEADERS = (
    _spoilt(
        "header is not TOML",
        SMALL_SET.with_header('id = "thu-nghiem"', "id = thu-nghiem"),
        "SET_UNREADABLE",
        "",
    ),
    _spoilt(
        "header is not UTF-8",
        replace(SMALL_SET, header=SMALL_SET.header.decode().encode("utf-16")),
        "SET_UNREADABLE",
        "",
    ),
    _spoilt(
        "unknown key",
        SMALL_SET.with_header("year = 2023", "year = 2023\nyears = 2"),
        "SET_KEY_UNKNOWN",
        "years",
    ),
    _spoilt(
        "unknown key under expected",
        SMALL_SET.with_header('points = "15"', 'points = "15"\nlevels = 3'),
        "SET_KEY_UNKNOWN",
        "expected.levels",
    ),
    _spoilt(
        "unknown source in the split",
        SMALL_SET.with_header('sipas = "2"', 'papi = "2"'),
        "SET_KEY_UNKNOWN",
        "expected.split",
    ),
    _spoilt(
        "missing key", SMALL_SET.with_header('issuer = "Chủ tịch UBND tỉnh"\n', ""), "SET_KEY_MISSING", ""
    ),
    _spoilt(
        "missing key under expected", SMALL_SET.with_header('points = "15"\n', ""), "SET_KEY_MISSING", ""
    ),
    _spoilt(
        "year as text", SMALL_SET.with_header("year = 2023", 'year = "2023"'), "SET_VALUE_MALFORMED", "year"
    ),
    _spoilt(
        "date as text",
        SMALL_SET.with_header("= 2023-08-11", '= "11/08/2023"'),
        "SET_VALUE_MALFORMED",
        "decision_date",
    ),
    _spoilt(
        "empty title", SMALL_SET.with_header("Bộ tiêu chí thử nghiệm", ""), "SET_VALUE_MALFORMED", "title"
    ),
    _spoilt(
        "points as a number",
        SMALL_SET.with_header('points = "15"', "points = 15"),
        "SET_VALUE_MALFORMED",
        "expected.points",
    ),
    _spoilt(
        "points with a comma",
        SMALL_SET.with_header('points = "15"', 'points = "15,0"'),
        "SET_VALUE_MALFORMED",
        "expected.points",
    ),
    _spoilt(
        "share of a source with a comma",
        SMALL_SET.with_header('self = "12"', 'self = "12,0"'),
        "SET_VALUE_MALFORMED",
        "expected.split.self",
    ),
    _spoilt(
        "other total than the domains have",
        SMALL_SET.with_header('points = "15"', 'points = "15.45"'),
        "SET_TOTAL_DIFFERS",
        "expected.points",
    ),
    _spoilt(
        "other number of sub-criteria",
        SMALL_SET.with_header("counts = [3, 8, 5]", "counts = [3, 8, 6]"),
        "SET_COUNT_DIFFERS",
        "expected.counts",
    ),
    _spoilt(
        "fewer levels than there are",
        SMALL_SET.with_header("counts = [3, 8, 5]", "counts = [3, 8]"),
        "SET_COUNT_DIFFERS",
        "expected.counts",
    ),
    _spoilt(
        "other number of lines in a domain",
        SMALL_SET.with_header("2 = [3, 0]", "2 = [3, 1]"),
        "SET_COUNT_DIFFERS",
        "expected.by_domain.2",
    ),
    _spoilt(
        "a domain that is not there",
        SMALL_SET.with_header("2 = [3, 0]", "4 = [3, 0]"),
        "SET_COUNT_DIFFERS",
        "expected.by_domain.4",
    ),
    _spoilt(
        "other points for a source",
        SMALL_SET.with_header('self = "12"', 'self = "11"'),
        "SET_SPLIT_DIFFERS",
        "expected.split",
    ),
    _spoilt(
        "a source without a share",
        SMALL_SET.with_header('department_remarks = "1"\n', ""),
        "SET_SPLIT_DIFFERS",
        "expected.split",
    ),
)
