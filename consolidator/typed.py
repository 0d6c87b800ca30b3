"""Combines two readings of a cell and reads what was typed there as a number, a choice or a text.

A value is taken only if it is certain. Blank is not 0, and unreadable is not blank.
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
from consolidator.reading import formats, pictures
from consolidator.reading.days import EPOCH, day_or_time
from consolidator.reading.workbook import RawCell
from consolidator.seen import seen_in, shown_otherwise, text_as_seen

Note = Callable[[Finding], None]
"""Takes a finding about the cell being read; the receiver adds the cell's place."""

BLANK, NUMBER, TEXT, BOOLEAN, DATE, ERROR = ("blank", "number", "text", "boolean", "date", "error")
UNFORMATTED = "unformatted"
"""The kind of a number whose format is unknown: the cell may show a count, a percentage or a date. It is also the kind
of a number or text that is shown as another one.
"""

_UNFORMATTED_CELL = Words("{number} (không rõ định dạng ô)", "{number} (of unknown cell format)")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"(-?)(0|[1-9][0-9]*)([.,])([0-9]+)")
_STORED_NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
"""A number as files store it. Python's float() accepts more: blanks, 1_0, digits of other scripts."""

_NO_NUMBERS = {NUMBER: "VALUE_AMBIGUOUS", UNFORMATTED: "VALUE_AMBIGUOUS", DATE: "VALUE_IS_DATE"}
"""The finding codes for cells whose stored number may not be the number a person meant."""

_SHOWN_LENGTH = 200
_LONGEST_NUMBER = 18
"""In characters. Spreadsheets keep 15 digits, so a longer text is not a typed number."""


class TypedCell(NamedTuple):
    """A cell as combined from both readings. `text` is its text for findings.

    `percent` is whether a number is shown as a percentage; `doubtful` is whether the readings differ (already
    reported). `shown` is what a person sees in the cell, None if that is not worked out or is what is stored; `how` is
    how that relates to what is stored (see `pictures`).
    """

    kind: str
    text: str = ""
    number: Fraction | None = None
    formula: str | None = None
    percent: bool = False
    doubtful: bool = False
    shown: str | None = None
    how: str = pictures.AS_STORED

    @property
    def is_blank(self) -> bool:
        return self.kind == BLANK

    @property
    def named(self) -> Text:
        """The cell's content as findings show it."""
        if self.shown is not None and self.how != pictures.AS_STORED:
            return shown_otherwise(shortened(self.text), shortened(self.shown.strip()))
        return _UNFORMATTED_CELL.filled(number=self.text) if self.kind == UNFORMATTED else self.text

    @property
    def seen_by_formulas(self) -> Value:
        """The value that the sheet's own formulas see in this cell."""
        if self.kind in (NUMBER, DATE, UNFORMATTED) and self.number is not None:
            return self.number
        if self.kind == UNFORMATTED:
            return self.text
        return self.text if self.kind == TEXT else None


def put_together(raw: RawCell | None, fast: object, note: Note) -> TypedCell:
    """One cell from both readings. If they disagree, this is noted and the cell is an error without a value, because
    its value is not certain.
    """
    if raw is None or raw.kind == "":
        cell = TypedCell(BLANK, formula=raw.formula if raw else None)
        agreed = fast in ("", None)
    elif raw.kind == "n":
        cell, agreed = _number(raw, fast)
    elif raw.kind == "text":
        cell = _text(raw)
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
    """The number a person meant; None if the cell is blank or (noted) its number is not certain."""
    value = read_stored_number(cell, note)
    return value if value is None or is_shown(cell, note) else None


def read_stored_number(cell: TypedCell, note: Note) -> Fraction | None:
    """The same without regard to decimals that the cell does not show."""
    value = _number_value(cell, note)
    if value is not None and cell.formula is not None:
        _note_formula(cell, plain(value), note)
    return value


def is_shown(cell: TypedCell, note: Note) -> bool:
    """Whether a number is shown as it is stored, or close enough to be taken (noted); if not, that is noted."""
    if cell.kind != NUMBER or cell.how == pictures.AS_STORED:
        return True
    if cell.how == pictures.COARSE:
        note(finding("VALUE_AMBIGUOUS", cell.named))
        return False
    note(finding("VALUE_SHOWN_OTHERWISE", cell.text, shortened((cell.shown or "").strip())))
    return True


def read_choice(cell: TypedCell, labels: Sequence[str], note: Note) -> str | None:
    """The chosen label; None if the cell is blank or (noted) holds anything else."""
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
    """The typed text without blanks at its ends; "" if there is none (noted if the cell is not empty)."""
    if _without_value(cell, note) or not says_something(cell.text) or _unformatted(cell, note):
        return ""
    if not is_shown(cell, note):
        return ""
    _note_formula(cell, shortened(cell.text), note)
    return cell.text.replace("\r\n", "\n").strip()


def clean(text: str) -> str:
    """A text with compatibility forms (full-width digits, no-break blanks) unified and letters composed, without
    invisible marks, blanks at its ends and repeated blanks.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return " ".join(text.split())


def says_something(text: str) -> bool:
    """Whether `clean` leaves anything of a text."""
    return text[:1].isalnum() or bool(clean(text))  # most texts begin with a letter or a digit


def shortened(value: object) -> str:
    """A value as findings show it, shortened."""
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
    """Whether a cell has no value: it is blank, an error (noted), or a formula without a stored result (noted)."""
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
    """The label equal to this text regardless of case, as the form's own formulas compare."""
    return next((label for label in labels if label.casefold() == text.casefold()), None)


def _number_in_text(text: str, note: Note) -> Fraction | None:
    """The number in a text. "0,5" and "0.5" both mean one half. "1.500" and "1,500" are ambiguous (1½ or 1500) and
    are refused with a finding.
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


@lru_cache(maxsize=8192)  # thousands of forms hold the same counts and scores
def _stored_number(text: str) -> tuple[float, Fraction, str] | None:
    """A stored number as its double, the decimal a person sees, and that decimal as text; None if it is none."""
    double = float(text) if _STORED_NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(double):
        return None
    value = from_double(double)
    return double, value, shortened(plain(value))


def decimal_of(text: str) -> Fraction | None:
    """The decimal that a person sees for a number as files store it; None for any other text."""
    stored = _stored_number(text)
    return None if stored is None else stored[1]


def _number(raw: RawCell, fast: object) -> tuple[TypedCell, bool]:
    stored = _stored_number(raw.text)
    if stored is None:
        same = fast == raw.text or (isinstance(fast, float) and not math.isfinite(fast))
        return TypedCell(ERROR, shortened(raw.text), formula=raw.formula), same
    double, value, text = stored
    if isinstance(fast, bool):
        return TypedCell(ERROR, raw.text), False
    if isinstance(fast, date | time | timedelta):
        same = not isinstance(fast, datetime) or fast.date() == (EPOCH + timedelta(double)).date()
    else:
        same = isinstance(fast, int | float) and float(fast) == double
    if raw.shown == formats.UNKNOWN:
        return TypedCell(UNFORMATTED, text, value, raw.formula), same
    if raw.shown == formats.DATE or isinstance(fast, date | time | timedelta):
        return TypedCell(DATE, _day_or_time(double, fast) or text, value, raw.formula), same
    seen = seen_in(raw, value)
    if seen.date or seen.how == pictures.OTHERWISE:
        return TypedCell(
            UNFORMATTED, text, value, raw.formula, shown=seen.text, how=pictures.OTHERWISE
        ), same
    if seen.percent:
        text = shortened(f"{plain(value * HUNDRED)}%")
    return TypedCell(
        NUMBER,
        text,
        value,
        raw.formula,
        seen.percent,
        shown=seen.text if raw.formats else None,
        how=seen.how,
    ), same


def _text(raw: RawCell) -> TypedCell:
    if raw.text == "":
        return TypedCell(BLANK, formula=raw.formula)
    if raw.formats and (shown := text_as_seen(raw)) != raw.text:
        return TypedCell(UNFORMATTED, raw.text, formula=raw.formula, shown=shown, how=pictures.OTHERWISE)
    return TypedCell(TEXT, raw.text, formula=raw.formula)


def _day_or_time(double: float, fast: object) -> str:
    """A date or time as findings show it; "" if the number is not a date. The number is used if the fast reader,
    which does not know every format, gives no date.
    """
    if isinstance(fast, date):
        return fast.strftime("%d/%m/%Y")
    if isinstance(fast, time | timedelta):
        return str(fast)
    return day_or_time(double)


def _same_text(text: str, fast: object) -> bool:
    """Whether both readings have the same text. They may differ in line ends, in blanks at the ends that the file does
    not mark as kept, and in whether letters are composed (see `reading.composed`).
    """
    return fast == text or (isinstance(fast, str) and _plain_ends(fast) == _plain_ends(text))


def _plain_ends(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip()
