"""The canonical text of a criteria set: `set.toml` and `criteria.csv` as this project writes them.

The same set always gives the same bytes, and `declaration` reads them back into the same set.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cchc.criteria.declaration import LEAF_COLUMNS, OPTIONAL_COLUMNS, REQUIRED_COLUMNS
from cchc.criteria.model import CriteriaSet, Criterion, Header

Content = Mapping[str, object]
"""The content of `set.toml`: texts, numbers, dates, lists, and tables of these."""


def header_content(header: Header) -> dict[str, object]:
    """A header as the content of `set.toml`, keys in their usual order."""
    expected = header.expected
    content: dict[str, object] = {
        "id": header.id,
        "title": header.title,
        "appendix": header.appendix,
        "decision": header.decision,
        "decision_date": header.decision_date,
        "issuer": header.issuer,
        "version": header.version,
        "year": header.year,
        "unit_type": header.unit_type,
    }
    if header.decimal_units:
        content["decimal_units"] = sorted(header.decimal_units)
    if header.remarks_by:
        content["remarks_by"] = header.remarks_by
    said: dict[str, object] = {
        "counts": list(expected.counts),
        "points": points_text(expected.points),
        "split": {source: points_text(points) for source, points in expected.split.items()},
    }
    if expected.by_domain:
        said["by_domain"] = {code: list(counts) for code, counts in expected.by_domain.items()}
    return {**content, "expected": said, "agencies": dict(header.agencies)}


def line_cells(criteria: CriteriaSet) -> list[dict[str, str]]:
    """The cells of every line by column of `criteria.csv`."""
    return [_cells(line) for line in criteria.lines]


def header_text(content: Content) -> bytes:
    """`set.toml` with this content."""
    return ("\n".join(_toml(content, "")) + "\n").encode()


def lines_text(rows: Sequence[Mapping[str, str]]) -> bytes:
    """`criteria.csv` with these rows. An optional column is written only where a row has a value in it."""
    used = [column for column in OPTIONAL_COLUMNS if any(row.get(column) for row in rows)]
    columns = (*REQUIRED_COLUMNS, *used)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return stream.getvalue().encode()


def points_text(points: Fraction) -> str:
    """Declared points as text that `exact` can read: every digit, a dot, no trailing zeros.

    Raises ValueError for a fraction that is not a finite decimal (1/3), which no declaration can contain.
    """
    rest = points.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    if rest != 1:
        raise ValueError(f"not a decimal: {points}")
    places = 0
    while (points * 10**places).denominator != 1:
        places += 1
    return format(Decimal(int(points * 10**places)).scaleb(-places), "f")


def _cells(line: Criterion) -> dict[str, str]:
    cells = {"code": line.code, "name": line.name, "max_points": points_text(line.max_points)}
    leaf = line.leaf
    texts = {"rule": leaf.rule_text} if leaf else {}
    for column in LEAF_COLUMNS:
        cells[column] = texts.get(column, str(getattr(leaf, column))) if leaf else ""
    return {**cells, "section": line.section if line.level == 1 else ""}


def _toml(content: Content, within: str) -> Iterator[str]:
    """Plain values first, then each table under its own heading."""
    for key, value in content.items():
        if not isinstance(value, Mapping):
            yield f"{_key(key)} = {_value(value)}"
    for key, value in content.items():
        if isinstance(value, Mapping):
            heading = f"{within}.{_key(key)}" if within else _key(key)
            yield from ("", f"[{heading}]")
            yield from _toml(value, heading)


def _key(key: str) -> str:
    bare = key and key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if bare else _string(key)


def _value(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, list):
        return f"[{', '.join(_each(value))}]"
    return str(value)


def _each(values: Iterable[object]) -> Iterator[str]:
    return (_value(each) for each in values)


def _string(text: str) -> str:
    """A TOML basic string. TOML accepts all escapes of JSON; it also forbids DEL, which is escaped here."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
