"""Numbers shown as fractions (5 1/4) and with exponents (1,5E+03)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cchc.core.numbers import rounded
from consolidator.reading.number_codes import BLANK, DIGIT, EXPONENT, LITERAL, SLASH, Token
from consolidator.reading.placeholders import Shown, laid_out, layout_of

_MOST_DIGITS = 7
"""Of a denominator; programs show fewer."""


def shown_exponent(value: Fraction, tokens: Sequence[Token], marks: tuple[str, str]) -> Shown:
    """A number shown as digits and a power of ten."""
    sign = next(at for at, each in enumerate(tokens) if each.kind == EXPONENT)
    last = sign + 1
    while last < len(tokens) and tokens[last].kind == DIGIT:
        last += 1
    mantissa, power = tokens[:sign], last - sign - 1
    if not any(each.kind == DIGIT for each in mantissa):
        return Shown("", None, None, sign, last)
    layout = layout_of(mantissa)
    step = max(len(layout.whole), 1)
    exponent, places = _exponent(value, step, len(layout.decimals))
    number = rounded(value / Fraction(10) ** exponent, len(layout.decimals))
    text = "".join(laid_out(number, mantissa, layout, marks)[layout.first :])
    mark = "-" if exponent < 0 else "+" if tokens[sign].text[1] == "+" else ""
    legible = layout.legible and layout.scale == 1
    says = number * Fraction(10) ** exponent if legible else None
    written = f"{text}E{mark}{str(abs(exponent)).zfill(power)}"
    return Shown(written, says, places, layout.first, last)


def _exponent(value: Fraction, step: int, decimals: int) -> tuple[int, int]:
    """The exponent, a multiple of `step`, and the decimals that the number has with it."""
    if value == 0:
        return 0, decimals
    exponent = len(str(int(value))) - 1 if value >= 1 else -len(str(int(1 / value)))
    if value >= Fraction(10) ** (exponent + 1):
        exponent += 1
    exponent -= exponent % step
    if rounded(value / Fraction(10) ** exponent, decimals) >= 10**step:
        exponent += step
    return exponent, decimals - exponent


def shown_fraction(value: Fraction, tokens: Sequence[Token]) -> Shown:
    """A number shown as a fraction, with a whole number before it if the section has placeholders for one."""
    slash = next(at for at, each in enumerate(tokens) if each.kind == SLASH)
    start = slash
    while start > 0 and tokens[start - 1].kind == DIGIT:
        start -= 1
    end = slash + 1
    while end < len(tokens) and _in_denominator(tokens[end]):
        end += 1
    wholes = [at for at in range(start) if tokens[at].kind == DIGIT]
    first = wholes[0] if wholes else start
    if start == slash or end == slash + 1 or not _blank(tokens[first:start]):
        return Shown("", None, None, first, end)
    whole = int(value) if wholes else 0
    part = _nearest(value - whole, tokens[slash + 1 : end])
    if wholes and part[0] == part[1]:
        whole, part = whole + 1, (0, 1)
    text = _written(whole, part, bool(wholes))
    return Shown(text, whole + Fraction(*part), None, first, end)


def _in_denominator(token: Token) -> bool:
    return token.kind == DIGIT or (token.kind == LITERAL and token.text.isdigit())


def _blank(tokens: Sequence[Token]) -> bool:
    """Whether only blanks stand between the whole number and its fraction."""
    return all(each.kind in (DIGIT, BLANK) or not each.text.strip() for each in tokens)


def _nearest(value: Fraction, tokens: Sequence[Token]) -> tuple[int, int]:
    """Numerator and denominator: a fixed denominator, or the nearest fraction with so many digits."""
    fixed = "".join(each.text for each in tokens)
    if fixed.isdigit() and int(fixed[:_MOST_DIGITS]) > 0:
        denominator = int(fixed[:_MOST_DIGITS])
        return int(rounded(value * denominator, 0)), denominator
    near = value.limit_denominator(10 ** min(len(tokens), _MOST_DIGITS) - 1)
    return near.numerator, near.denominator


def _written(whole: int, part: tuple[int, int], mixed: bool) -> str:
    if mixed and part[0] == 0:
        return str(whole)
    written = f"{part[0]}/{part[1]}"
    return f"{whole} {written}" if whole else written
