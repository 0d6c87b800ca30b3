"""What was typed into a cell: two readings put together, then read as a number or a choice.

A value is taken only where it is beyond doubt. Blank is not 0, and unreadable is not blank.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from cchc.core.expressions import Value
from cchc.core.numbers import exact, from_double, plain
from cchc.findings.finding import Finding, finding
from consolidator.reading.raw import RawCell

Note = Callable[[Finding], None]
"""Takes a finding about the cell at hand; the caller knows its place."""

BLANK, NUMBER, TEXT, BOOLEAN, DATE, ERROR = ("blank", "number", "text", "boolean", "date", "error")

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"(-?)(0|[1-9][0-9]*)([.,])([0-9]+)")
_EPOCH = datetime(1899, 12, 30)
_SHOWN_LENGTH = 200


@dataclass(frozen=True)
class TypedCell:
    """A cell as both readings agree on it. `text` is what a person sees named in a finding."""

    kind: str
    text: str = ""
    number: Fraction | None = None
    formula: str | None = None

    @property
    def is_blank(self) -> bool:
        return self.kind == BLANK

    @property
    def seen_by_formulas(self) -> Value:
        """What the sheet's own formulas see here."""
        if self.kind in (NUMBER, DATE):
            return self.number
        return self.text if self.kind == TEXT else None


EMPTY_CELL = TypedCell(BLANK)


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
    note(finding("READERS_DISAGREE", _shown(fast), raw.text if raw else ""))
    return TypedCell(ERROR, _shown(fast))


def read_number(cell: TypedCell, note: Note) -> Fraction | None:
    """The number a person meant, None (noted) where there is none beyond doubt."""
    value = _number_value(cell, note)
    if cell.formula is not None and value is not None:
        note(finding("VALUE_IS_FORMULA", f"={cell.formula}", plain(value)))
    return value


def read_choice(cell: TypedCell, labels: Sequence[str], note: Note) -> str | None:
    """The label chosen, None (noted where something stands there) without one."""
    if cell.is_blank:
        return None
    if cell.kind == ERROR:
        note(finding("VALUE_IS_ERROR", cell.text))
        return None
    typed = unicodedata.normalize("NFC", cell.text)
    for label in labels:
        if typed.casefold() == label.casefold():
            return label
    cleaned = clean(cell.text)
    for label in labels:
        if cleaned.casefold() == label.casefold():
            note(finding("CHOICE_READ_LOOSELY", cell.text, label))
            return label
    if cleaned:
        note(finding("CHOICE_UNKNOWN", _shown(cell.text), " | ".join(labels)))
    return None


def clean(text: str) -> str:
    """Compatibility forms (full-width digits, no-break blanks) unified, invisible marks gone,
    blanks at the ends and doubled ones removed, letters composed.
    """
    return " ".join(unicodedata.normalize("NFKC", text).translate(_INVISIBLE).split())


def _number_value(cell: TypedCell, note: Note) -> Fraction | None:
    if cell.kind == NUMBER:
        return cell.number
    if cell.kind == TEXT:
        return _number_in_text(cell.text, note)
    if cell.kind == BOOLEAN:
        note(finding("VALUE_NOT_A_NUMBER", cell.text))
    elif cell.kind == DATE:
        note(finding("VALUE_IS_DATE", cell.text))
    elif cell.kind == ERROR:
        note(finding("VALUE_IS_ERROR", cell.text))
    elif cell.formula is not None:
        note(finding("VALUE_IS_ERROR", f"={cell.formula}"))
    return None


def _number_in_text(text: str, note: Note) -> Fraction | None:
    """Both "0,5" and "0.5" are one half whoever typed them. "1.500" and "1,500" are not beyond doubt:
    one and a half, or fifteen hundred.
    """
    cleaned = clean(text)
    if not cleaned:
        return None
    decimal = _DECIMAL.fullmatch(cleaned)
    if decimal and len(decimal.group(4)) == 3 and decimal.group(2) != "0":
        note(finding("VALUE_AMBIGUOUS", text))
        return None
    if not decimal and not _WHOLE.fullmatch(cleaned):
        note(finding("VALUE_NOT_A_NUMBER", _shown(text)))
        return None
    value = exact(cleaned.replace(",", "."))
    note(finding("VALUE_READ_FROM_TEXT", text, plain(value)))
    return value


def _number(raw: RawCell, fast: object) -> tuple[TypedCell, bool]:
    try:
        double = float(raw.text)
        value = from_double(double)
    except ValueError:
        return TypedCell(ERROR, raw.text, formula=raw.formula), False
    if isinstance(fast, bool):
        return TypedCell(ERROR, raw.text), False
    if isinstance(fast, date | time | timedelta):
        shown = fast.strftime("%d/%m/%Y") if isinstance(fast, date) else str(fast)
        same = not isinstance(fast, datetime) or fast.date() == (_EPOCH + timedelta(double)).date()
        return TypedCell(DATE, shown, value, raw.formula), same
    same = isinstance(fast, int | float) and float(fast) == double
    return TypedCell(NUMBER, plain(value), value, raw.formula), same


def _same_text(text: str, fast: object) -> bool:
    return isinstance(fast, str) and fast.replace("\r\n", "\n") == text.replace("\r\n", "\n")


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= _SHOWN_LENGTH else text[:_SHOWN_LENGTH] + "…"
