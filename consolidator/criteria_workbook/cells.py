"""Reads one cell of the criteria workbook by the kind of its column.

A value is taken only if it is certain; if it differs from the cell's text in any character, a remark says so.
Functions note a finding and return None if there is no certain value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from cchc.core.indices import is_code
from cchc.core.numbers import HUNDRED, ZERO, plain
from cchc.criteria.writing import points_text
from cchc.language import Text, Words
from cchc.table_spec import ColumnSpec
from consolidator.criteria_workbook.notes import Note
from consolidator.reading.pictures import AS_STORED
from consolidator.seen import shown_otherwise, written_alike
from consolidator.typed import BLANK, BOOLEAN, DATE, ERROR, NUMBER, TEXT, UNFORMATTED, TypedCell, clean

Value = str | int | date | list[str]

_EDGES = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_QUOTED = re.compile(r'("[^"]*")')
_DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9]{1,2}(?![0-9]))")
_COMMA_POINTS = re.compile(r"([0-9]+),([0-9]+)")
_DAY_MONTH_YEAR = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_SIGNS = str.maketrans({"≥": ">=", "≤": "<="})
_EPOCH = date(1899, 12, 30)
_LOST_ZEROS = 2
"""How many lost zeros are considered where Excel made a code a number: 1.1 may have been 1.1, 1.10 or 1.100."""

_TEXTS = ("text", "label")
"""The kinds of columns in which a number stands for its digits."""

_POINTS = Words("điểm, ví dụ 0.5", "points, such as 0.5")
_TEXT = Words("văn bản", "text")
_WHOLE = Words("số nguyên", "a whole number")
_DAY = Words("ngày/tháng/năm", "day/month/year")
_EXPECTED = {"points": _POINTS, "whole": _WHOLE}


def due_codes(previous: str) -> tuple[str, ...]:
    """The codes that may follow `previous` in the tree ("" before the first code): its first child, its next
    sibling, or the next sibling of one of its ancestors.
    """
    if not previous:
        return ("1",)
    parts = [int(part) for part in previous.split(".")]
    ends = ([*parts[:depth], parts[depth] + 1] for depth in reversed(range(len(parts))))
    return (f"{previous}.1", *(".".join(map(str, end)) for end in ends))


def read_code(cell: TypedCell, due: Sequence[str], note: Note) -> str | None:
    """A code. Excel turns 1.10 into the number 1.1: such a number is read as a code only if exactly one of the
    codes it may have been is possible at this place in the tree (`due`).
    """
    if cell.kind != NUMBER or cell.number is None or cell.formula is not None:
        text = _label(cell, " | ".join(due) or "1.2.3", note)
        if text is None:
            return None
        mended = text.replace(",", ".").removesuffix(".")
        return _taken(cell.text, mended if is_code(mended) else text, note)
    shown = plain(cell.number, ".")
    candidates = [shown]
    if cell.number.denominator != 1:
        candidates += [shown + "0" * zeros for zeros in range(1, _LOST_ZEROS + 1)]
    meant = [each for each in candidates if each in due or cell.number.denominator == 1]
    if not _may_be_shown_as(cell, candidates):
        note("CRITERIA_VALUE_AMBIGUOUS", _named(cell), _readings(cell))
        return None
    meant = [each for each in meant if _may_be_shown_as(cell, [each])]
    if len(meant) == 1 and not cell.percent and is_code(meant[0]):
        if meant[0] != shown:
            note("CRITERIA_VALUE_READ_AS", shown, meant[0])
        return meant[0]
    note("CRITERIA_VALUE_AMBIGUOUS", shown, " | ".join(candidates))
    return None


def read_value(column: ColumnSpec, cell: TypedCell, note: Note) -> Value | None:
    """A cell by the kind of its column; a blank cell is "" (or an empty list)."""
    if cell.kind == BLANK and cell.formula is None:
        return [] if column.kind == "list" else ""
    if not _may_be_read(column, cell, note):
        return None
    return _READERS[column.kind](column, cell, note)


def tidy(text: str) -> str:
    """A text with composed letters and unified line ends, without blanks and invisible marks at its ends."""
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n")
    before = None
    while before != composed:
        before, composed = composed, composed.strip().strip(_EDGES)
    return composed


def _may_be_read(column: ColumnSpec, cell: TypedCell, note: Note) -> bool:
    if cell.formula is not None:
        note("CRITERIA_CELL_IS_FORMULA", f"={cell.formula}")
    elif cell.kind in (ERROR, BOOLEAN):
        note("CRITERIA_CELL_UNREADABLE", cell.text)
    elif _shown_otherwise(column, cell):
        note("CRITERIA_VALUE_AMBIGUOUS", _named(cell), _readings(cell))
    elif cell.kind == DATE and column.kind not in ("date", "code"):
        note(
            "CRITERIA_CELL_IS_DATE",
            cell.text,
            _POINTS if column.kind == "points" else column.heading,
        )
    else:
        return True
    return False


def _shown_otherwise(column: ColumnSpec, cell: TypedCell) -> bool:
    """Whether a cell shows a percentage, or another value than it holds. Of a number that belongs to a text, every
    letter counts: 05 is not 5.
    """
    if cell.percent or cell.kind == UNFORMATTED or cell.how != AS_STORED:
        return True
    if cell.kind != NUMBER or cell.number is None or cell.shown is None:
        return False
    return column.kind in _TEXTS and not written_alike(cell.shown, cell.number)


def _may_be_shown_as(cell: TypedCell, codes: Sequence[str]) -> bool:
    """Whether a person may see one of these codes in a cell that holds a number."""
    if cell.percent or cell.shown is None:
        return True
    return cell.how == AS_STORED and cell.shown.strip().replace(",", ".") in codes


def _named(cell: TypedCell) -> Text:
    """What a cell holds, and what it shows where that is written otherwise."""
    if cell.kind != NUMBER or cell.percent or cell.shown is None:
        return cell.named
    return shown_otherwise(cell.text, cell.shown)


def _readings(cell: TypedCell) -> str:
    """The values that a cell may stand for."""
    if cell.shown is not None and not cell.percent:
        return " | ".join(each for each in (cell.text.replace(",", "."), cell.shown.strip()) if each)
    number = cell.number or ZERO
    return f"{plain(number, '.')} | {plain(number * HUNDRED, '.')}"


def _label(cell: TypedCell, expected: Words | str, note: Note) -> str | None:
    """The text of a cell that must hold text; a number is not accepted."""
    if cell.kind == BLANK and cell.formula is None:
        return ""
    if cell.formula is not None:
        note("CRITERIA_CELL_IS_FORMULA", f"={cell.formula}")
    elif cell.kind == DATE:
        note("CRITERIA_CELL_IS_DATE", cell.text, expected)
    elif cell.kind in (NUMBER, UNFORMATTED):
        note("CRITERIA_NUMBER_FOR_TEXT", cell.named, expected)
    elif cell.kind != TEXT:
        note("CRITERIA_CELL_UNREADABLE", cell.text)
    else:
        return clean(cell.text)
    return None


def _read_label(column: ColumnSpec, cell: TypedCell, note: Note) -> str | None:
    text = _label(cell, _TEXT, note)
    return None if text is None else _taken(cell.text, text, note)


def _read_text(column: ColumnSpec, cell: TypedCell, note: Note) -> str | None:
    if cell.kind == TEXT:
        return tidy(cell.text)
    if cell.number is not None and cell.number.denominator == 1:
        return _taken(cell.text, plain(cell.number, "."), note)
    note("CRITERIA_NUMBER_FOR_TEXT", cell.named, _TEXT)
    return None


def _read_points(column: ColumnSpec, cell: TypedCell, note: Note) -> str | None:
    """A number typed where text was is the same points: only codes can lose a zero."""
    if cell.number is not None:
        return points_text(cell.number)
    text = clean(cell.text)
    comma = _COMMA_POINTS.fullmatch(text)
    if comma and len(comma.group(2)) == 3 and comma.group(1) != "0":
        note("CRITERIA_VALUE_AMBIGUOUS", text, f"{text.replace(',', '.')} | {text.replace(',', '')}")
        return None
    return _taken(cell.text, text.replace(",", ".") if comma else text, note)


def _read_rule(column: ColumnSpec, cell: TypedCell, note: Note) -> str | None:
    if cell.kind != TEXT:
        note("CRITERIA_NUMBER_FOR_TEXT", cell.named, _TEXT)
        return None
    return _taken(cell.text, _repaired(tidy(cell.text)), note)


def _repaired(rule: str) -> str:
    """A rule with the usual changes of typing and pasting corrected outside its labels: curly quotes, full-width
    letters, no-break blanks, decimal commas, ≥ and ≤.
    """
    if '"' not in rule:
        rule = rule.replace("“", '"').replace("”", '"')
    parts = _QUOTED.split(rule)
    return "".join(part if part.startswith('"') else _plain_notation(part) for part in parts)


def _plain_notation(text: str) -> str:
    plainer = unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(
        dict.fromkeys(map(ord, _EDGES))
    )
    return _DECIMAL_COMMA.sub(".", plainer)


def _read_choice(column: ColumnSpec, cell: TypedCell, note: Note) -> str | None:
    typed = clean(cell.text)
    for key, label in column.options:
        if typed.casefold() in (key.casefold(), label.casefold()):
            return key
    if not typed:
        return ""
    note("CRITERIA_VALUE_MALFORMED", typed, " | ".join(label for _, label in column.options))
    return None


def _read_list(column: ColumnSpec, cell: TypedCell, note: Note) -> list[str] | None:
    if cell.kind != TEXT:
        note("CRITERIA_NUMBER_FOR_TEXT", cell.named, _TEXT)
        return None
    return [text for part in cell.text.split(";") if (text := tidy(part))]


def _read_whole(column: ColumnSpec, cell: TypedCell, note: Note) -> int | str | None:
    if cell.number is not None and cell.number.denominator == 1 and cell.number >= 0:
        return int(cell.number)
    text = clean(cell.text)
    if not text:
        return ""
    if cell.kind == TEXT and text.isascii() and text.isdigit():
        return int(text)
    note("CRITERIA_VALUE_MALFORMED", text, _WHOLE)
    return None


def _read_date(column: ColumnSpec, cell: TypedCell, note: Note) -> date | None:
    if cell.kind == DATE and cell.number is not None:
        return _EPOCH + timedelta(days=int(cell.number))
    text = clean(cell.text)
    match = _DAY_MONTH_YEAR.fullmatch(text)
    try:
        if match and cell.kind == TEXT:
            day, month, year = (int(part) for part in match.groups())
            return date(year, month, day)
        if cell.kind in (TEXT, DATE):
            return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    note("CRITERIA_VALUE_MALFORMED", text, _DAY)
    return None


def _taken(typed: str, taken: str, note: Note) -> str:
    """The value `taken`; a remark is noted if it differs from the typed text."""
    if taken != tidy(typed):
        note("CRITERIA_VALUE_READ_AS", tidy(typed), taken)
    return taken


def _no_code(column: ColumnSpec, cell: TypedCell, note: Note) -> str | None:
    return read_code(cell, (), note)


_READERS: dict[str, Callable[[ColumnSpec, TypedCell, Note], Value | None]] = {
    "code": _no_code,
    "text": _read_text,
    "label": _read_label,
    "points": _read_points,
    "whole": _read_whole,
    "date": _read_date,
    "rule": _read_rule,
    "choice": _read_choice,
    "list": _read_list,
}
