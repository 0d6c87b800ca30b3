"""What a person sees in a cell, as opposed to what is stored in it."""

from __future__ import annotations

from fractions import Fraction

from cchc.core.numbers import plain
from cchc.language import Words
from consolidator.reading import formats
from consolidator.reading.pictures import Picture, picture, text_picture
from consolidator.reading.workbook import RawCell

_SHOWN_AS = Words("{stored} (ô hiện “{shown}”)", "{stored} (shown as “{shown}”)")
_SHOWN_AS_NOTHING = Words("{stored} (ô không hiện gì)", "{stored} (the cell shows nothing)")


def seen_in(raw: RawCell, value: Fraction) -> Picture:
    """What a person sees of a number in a cell whose format is known and shows no date."""
    if raw.formats:
        return picture(value, raw.formats)
    return Picture(plain(value), percent=raw.shown == formats.PERCENT)


def text_as_seen(raw: RawCell) -> str:
    """What a person sees of a text in a cell: a format may show another text, or hide it."""
    seen = (text_picture(raw.text, code) for code in raw.formats)
    return next((each for each in seen if each.strip() != raw.text.strip()), raw.text)


def shown_otherwise(stored: str, shown: str) -> Words:
    """What is stored in a cell and what it shows, as findings show it."""
    seen = shown.strip()
    return (_SHOWN_AS if seen else _SHOWN_AS_NOTHING).filled(stored=stored, shown=seen)


def written_alike(shown: str, value: Fraction) -> bool:
    """Whether a number is shown as it is written, apart from blanks around it and zeros behind the decimal mark: 01
    and SNV-1 are other codes than 1.
    """
    text = shown.strip()
    return (text.rstrip("0").rstrip(",") if "," in text else text) == plain(value)
