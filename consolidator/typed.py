"""What was typed into a cell: two readings put together, then read as a number or a choice.

A value is taken only where it is beyond doubt. Blank is not 0, and unreadable is not blank.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from cchc.core.expressions import Value
from cchc.core.numbers import HUNDRED, exact, from_double, plain
from cchc.findings.finding import Finding, finding
from cchc.language import Text, Words
from consolidator.reading import formats
from consolidator.reading.workbook import RawCell

Note = Callable[[Finding], None]
"""Takes a finding about the cell at hand; the caller knows its place."""

BLANK, NUMBER, TEXT, BOOLEAN, DATE, ERROR = ("blank", "number", "text", "boolean", "date", "error")
UNFORMATTED = "unformatted"
"""A number whose format is unknown: the cell may show it as a count, a percentage or a day."""

_UNFORMATTED_CELL = Words("{number} (không rõ định dạng ô)", "{number} (of unknown cell format)")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"(-?)(0|[1-9][0-9]*)([.,])([0-9]+)")
_STORED_NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
"""A number as files store it. Python's float() reads more: blanks, 1_0, digits of other scripts."""

_NO_NUMBERS = {NUMBER: "VALUE_AMBIGUOUS", UNFORMATTED: "VALUE_AMBIGUOUS", DATE: "VALUE_IS_DATE"}
"""What is said of cells whose number is not the number a person meant."""

_EPOCH = datetime(1899, 12, 30)
_SHOWN_LENGTH = 200
_LONGEST_NUMBER = 18
"""Characters: a spreadsheet keeps 15 digits, so a longer text is no number anybody typed."""


class TypedCell(NamedTuple):
    """A cell as both readings agree on it. `text` is what a person sees named in a finding.

    `percent` is whether a number is shown as a percentage; `doubtful` that the readings differ, which
    has been noted already.
    """

    kind: str
    text: str = ""
    number: Fraction | None = None
    formula: str | None = None
    percent: bool = False
    doubtful: bool = False

    @property
    def is_blank(self) -> bool:
        return self.kind == BLANK

    @property
    def named(self) -> Text:
        """The cell as findings name it."""
        return _UNFORMATTED_CELL.filled(number=self.text) if self.kind == UNFORMATTED else self.text

    @property
    def seen_by_formulas(self) -> Value:
        """What the sheet's own formulas see here."""
        if self.kind in (NUMBER, DATE, UNFORMATTED):
            return self.number
        return self.text if self.kind == TEXT else None


def put_together(raw: RawCell | None, fast: object, note: Note) -> TypedCell:
    """One cell from both readings. A disagreement is noted, and the cell then holds no value but
    an error: what two readers see differently is beyond no doubt.
    """
    if raw is None or raw.kind == "":
        cell = TypedCell(BLANK, formula=raw.formula if raw else None)
        agreed = fast in ("", None)
    elif raw.kind == "n":
        cell, agreed = _number(raw, fast)
    elif raw.kind == "text":
        blank = raw.text == ""
        cell = TypedCell(BLANK if blank else TEXT, raw.text, formula=raw.formula)
        agreed = _same_text(raw.text, fast)
    elif raw.kind == "b":
        cell = TypedCell(BOOLEAN, "TRUE" if raw.text == "1" else "FALSE", formula=raw.formula)
        agreed = fast is (raw.text == "1")
    elif raw.kind == "e":
        cell, agreed = (TypedCell(ERROR, raw.text, formula=raw.formula), fast in ("", None))
    elif raw.kind == "d":
        cell = TypedCell(DATE, raw.text, formula=raw.formula)
        agreed = isinstance(fast, date | time | timedelta | str)
    else:
        cell, agreed = TypedCell(ERROR, raw.text), False
    if agreed:
        return cell
    note(finding("READERS_DISAGREE", shortened(fast), shortened(raw.text) if raw else ""))
    return TypedCell(ERROR, shortened(fast), doubtful=True)


def read_number(cell: TypedCell, note: Note) -> Fraction | None:
    """The number a person meant, None (noted) where there is none beyond doubt."""
    value = _number_value(cell, note)
    if value is not None and cell.formula is not None:
        _note_formula(cell, plain(value), note)
    return value


def read_choice(cell: TypedCell, labels: Sequence[str], note: Note) -> str | None:
    """The label chosen, None (noted where something stands there) without one."""
    if _without_value(cell, note) or _unformatted(cell, note):
        return None
    chosen = _same_in(cell.text, labels)
    if chosen is None:
        cleaned = clean(cell.text)
        chosen = _same_in(cleaned, labels)
        if chosen is not None:
            note(finding("CHOICE_READ_LOOSELY", shortened(cell.text), chosen))
        elif cleaned:
            note(finding("CHOICE_UNKNOWN", shortened(cell.text), " | ".join(labels)))
    if chosen is not None:
        _note_formula(cell, chosen, note)
    return chosen


def read_text(cell: TypedCell, note: Note) -> str:
    """The typed text without blanks at its ends; "" where there is none (noted where the cell is not empty)."""
    if _without_value(cell, note) or not says_something(cell.text) or _unformatted(cell, note):
        return ""
    _note_formula(cell, shortened(cell.text), note)
    return cell.text.replace("\r\n", "\n").strip()


def clean(text: str) -> str:
    """Compatibility forms (full-width digits, no-break blanks) unified, invisible marks gone,
    blanks at the ends and doubled ones removed, letters composed.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return " ".join(text.split())


def says_something(text: str) -> bool:
    """Whether anything is left of a text once it is `clean`."""
    return text[:1].isalnum() or bool(clean(text))  # most texts begin with a letter or a digit


def shortened(value: object) -> str:
    """A value as findings name it."""
    text = str(value)
    return text if len(text) <= _SHOWN_LENGTH else text[:_SHOWN_LENGTH] + "…"


def _number_value(cell: TypedCell, note: Note) -> Fraction | None:
    if _without_value(cell, note):
        return None
    if cell.kind == NUMBER and not cell.percent:
        return cell.number
    if cell.kind == TEXT:
        return _number_in_text(cell.text, note)
    note(finding(_NO_NUMBERS.get(cell.kind, "VALUE_NOT_A_NUMBER"), cell.named))
    return None


def _without_value(cell: TypedCell, note: Note) -> bool:
    """Whether a cell holds nothing to read: blank, an error (noted), a formula without a stored
    result (noted).
    """
    if cell.doubtful:
        return True
    if cell.kind == ERROR:
        note(finding("VALUE_IS_ERROR", cell.text))
    elif cell.is_blank and cell.formula is not None:
        note(finding("VALUE_IS_ERROR", shortened(f"={cell.formula}")))
    return cell.kind == ERROR or cell.is_blank


def _unformatted(cell: TypedCell, note: Note) -> bool:
    """Whether a cell holds a number whose format is unknown (noted)."""
    if cell.kind == UNFORMATTED:
        note(finding("VALUE_AMBIGUOUS", cell.named))
    return cell.kind == UNFORMATTED


def _note_formula(cell: TypedCell, taken: str, note: Note) -> None:
    if cell.formula is not None:
        note(finding("VALUE_IS_FORMULA", shortened(f"={cell.formula}"), taken))


def _same_in(text: str, labels: Sequence[str]) -> str | None:
    """The label that is this text, in any case, as the form's own formulas compare."""
    return next((label for label in labels if label.casefold() == text.casefold()), None)


def _number_in_text(text: str, note: Note) -> Fraction | None:
    """Both "0,5" and "0.5" are one half whoever typed them. "1.500" and "1,500" are not beyond doubt:
    one and a half, or fifteen hundred.
    """
    cleaned = clean(text)
    if not cleaned:
        return None
    decimal = _DECIMAL.fullmatch(cleaned)
    if len(cleaned) > _LONGEST_NUMBER or not (decimal or _WHOLE.fullmatch(cleaned)):
        note(finding("VALUE_NOT_A_NUMBER", shortened(text)))
        return None
    if decimal and len(decimal.group(4)) == 3 and decimal.group(2) != "0":
        note(finding("VALUE_AMBIGUOUS", shortened(text)))
        return None
    value = exact(cleaned.replace(",", "."))
    note(finding("VALUE_READ_FROM_TEXT", shortened(text), plain(value)))
    return value


@lru_cache(maxsize=8192)  # the same counts and scores stand in thousands of forms
def _stored_number(text: str) -> tuple[float, Fraction, str] | None:
    """A number as files store it: the double, the decimal a person sees, and that as text."""
    double = float(text) if _STORED_NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(double):
        return None
    value = from_double(double)
    return double, value, shortened(plain(value))


def _number(raw: RawCell, fast: object) -> tuple[TypedCell, bool]:
    stored = _stored_number(raw.text)
    if stored is None:
        same = fast == raw.text or (isinstance(fast, float) and not math.isfinite(fast))
        return TypedCell(ERROR, shortened(raw.text), formula=raw.formula), same
    double, value, text = stored
    if isinstance(fast, bool):
        return TypedCell(ERROR, raw.text), False
    if isinstance(fast, date | time | timedelta):
        same = not isinstance(fast, datetime) or fast.date() == (_EPOCH + timedelta(double)).date()
    else:
        same = isinstance(fast, int | float) and float(fast) == double
    if raw.shown == formats.UNKNOWN:
        return TypedCell(UNFORMATTED, text, value, raw.formula), same
    if raw.shown == formats.DATE or isinstance(fast, date | time | timedelta):
        return TypedCell(DATE, _day_or_time(double, fast) or text, value, raw.formula), same
    percent = raw.shown == formats.PERCENT
    if percent:
        text = shortened(f"{plain(value * HUNDRED)}%")
    return TypedCell(NUMBER, text, value, raw.formula, percent), same


def _day_or_time(double: float, fast: object) -> str:
    """A date as findings name it, "" where the number is none: the fast reader does not know every format."""
    if isinstance(fast, date):
        return fast.strftime("%d/%m/%Y")
    if isinstance(fast, time | timedelta):
        return str(fast)
    moment = moment_of(double)
    if moment is None:
        return ""
    return str(moment.time()) if 0 <= double < 1 else moment.strftime("%d/%m/%Y")


def moment_of(days: float) -> datetime | None:
    """The moment that a number of days is to a sheet, None where there is none. Sheets know a 29/02/1900,
    so what they count before it is a day less.
    """
    try:
        return _EPOCH + timedelta(days + 1 if 1 <= days < 60 else days)
    except OverflowError:
        return None


def _same_text(text: str, fast: object) -> bool:
    """Readers differ in line ends, and in blanks at the ends where a file does not say to keep them."""
    return fast == text or (isinstance(fast, str) and _plain_ends(fast) == _plain_ends(text))


def _plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
