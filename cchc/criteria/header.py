"""The header of a criteria set: `set.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import cast

from cchc.core.numbers import exact
from cchc.criteria.faults import Faults
from cchc.criteria.model import Expected, Header
from cchc.criteria.sources import SOURCES
from cchc.language import Words

_TEXTS = ("id", "title", "appendix", "decision", "issuer", "version", "unit_type")
_KEYS = {
    **dict.fromkeys(_TEXTS, str),
    "decision_date": date,
    "year": int,
    "expected": dict,
    "agencies": dict,
    "decimal_units": list,
    "remarks_by": str,
}
_OPTIONAL = ("decimal_units", "remarks_by")
_EXPECTED_KEYS = {"counts": list, "points": str, "split": dict, "by_domain": dict}

_KINDS: Mapping[type, Words] = {
    str: Words("văn bản", "a text"),
    int: Words("số nguyên", "a whole number"),
    date: Words("ngày (năm-tháng-ngày)", "a date (year-month-day)"),
    list: Words("danh sách", "a list"),
    dict: Words("bảng", "a table"),
}
_LIST_OF = Words("danh sách, mỗi mục là {kind}", "a list, each of it {kind}")


def read_header(content: Mapping[str, object] | None, faults: Faults) -> Header | None:
    """The header from parsed TOML, None with faults noted where it cannot stand."""
    if content is None:
        return None
    before = len(faults.findings)
    _check_keys(content, _KEYS, _OPTIONAL, "", faults)
    if len(faults.findings) > before:
        return None
    expected = _read_expected(cast("Mapping[str, object]", content["expected"]), faults)
    for code, name in cast("Mapping[str, object]", content["agencies"]).items():
        if not isinstance(name, str) or not name:
            faults.structure("SET_VALUE_MALFORMED", 0, f"agencies.{code}", _shown(name), _KINDS[str])
    _check_list(content.get("decimal_units", []), str, "decimal_units", faults)
    if expected is None or len(faults.findings) > before:
        return None
    texts = {key: cast("str", content[key]) for key in _TEXTS}
    return Header(
        **texts,
        decision_date=cast("date", content["decision_date"]),
        year=cast("int", content["year"]),
        expected=expected,
        agencies=cast("Mapping[str, str]", content["agencies"]),
        decimal_units=frozenset(cast("list[str]", content.get("decimal_units", []))),
        remarks_by=cast("str", content.get("remarks_by", "")),
    )


def _check_keys(
    content: Mapping[str, object],
    kinds: Mapping[str, type],
    optional: tuple[str, ...],
    within: str,
    faults: Faults,
) -> None:
    for key, value in content.items():
        if key not in kinds:
            faults.structure("SET_KEY_UNKNOWN", 0, within + key, key, ", ".join(kinds))
        elif not isinstance(value, kinds[key]) or isinstance(value, bool) or value == "":
            faults.structure("SET_VALUE_MALFORMED", 0, within + key, _shown(value), _KINDS[kinds[key]])
    for key in kinds:
        if key not in content and key not in optional:
            faults.structure("SET_KEY_MISSING", 0, "", "", within + key)


def _read_expected(content: Mapping[str, object], faults: Faults) -> Expected | None:
    before = len(faults.findings)
    _check_keys(content, _EXPECTED_KEYS, ("by_domain",), "expected.", faults)
    if len(faults.findings) > before:
        return None
    split = cast("Mapping[str, object]", content["split"])
    for source in split:
        if source not in SOURCES:
            faults.structure("SET_KEY_UNKNOWN", 0, "expected.split", source, ", ".join(SOURCES))
    points = {key: _points(value, f"expected.split.{key}", faults) for key, value in split.items()}
    whole = _points(content["points"], "expected.points", faults)
    _check_list(content["counts"], int, "expected.counts", faults)
    for code, each in cast("Mapping[str, object]", content.get("by_domain", {})).items():
        _check_list(each, int, f"expected.by_domain.{code}", faults)
    counts = cast("list[int]", content["counts"])
    by_domain = cast("Mapping[str, list[int]]", content.get("by_domain", {}))
    if len(faults.findings) > before:
        return None
    return Expected(
        counts=tuple(counts),
        points=whole,
        split=points,
        by_domain={code: tuple(each) for code, each in by_domain.items()},
    )


def _check_list(value: object, kind: type, key: str, faults: Faults) -> None:
    """A list of texts or of whole numbers; TRUE does not count as a number."""
    if not isinstance(value, list) or not all(type(each) is kind for each in value):
        faults.structure("SET_VALUE_MALFORMED", 0, key, _shown(value), _LIST_OF.filled(kind=_KINDS[kind]))


def _shown(value: object) -> str:
    """A value as the file has it, nearly: without Python's own ways to write it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    return ", ".join(map(str, value)) if isinstance(value, dict) else str(value)


def _points(value: object, key: str, faults: Faults) -> Fraction:
    """Points are written as text ("79"), so that no decimal passes through a binary float."""
    try:
        return exact(value if isinstance(value, str) else repr(value))
    except ValueError:
        faults.structure("SET_VALUE_MALFORMED", 0, key, _shown(value), '"79"')
        return Fraction(0)
