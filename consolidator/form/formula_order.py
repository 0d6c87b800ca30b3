"""A formula in the order in which it is worked out: needless parentheses make no difference there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError

_BINDING = {
    "^": 6, "*": 5, "/": 5, "+": 4, "-": 4, "&": 3,
    "=": 2, "<>": 2, "<": 2, ">": 2, "<=": 2, ">=": 2,
}  # fmt: skip
"""How tightly Excel's operators bind. All of them group to the left, `^` too."""

_SIGN = 7
"""A sign before a number binds tighter than any of these: -2^2 is 4."""

_REFERENCE = 8
"""Colon, blank and comma between references."""


def tokens_of(formula: str, comparable: Callable[[str], str]) -> list[tuple[Token, str]] | None:
    """The tokens of a formula, blanks left out, each with the text by which it is compared; None where
    the text is no formula.
    """
    try:
        tokens = Tokenizer(formula if formula.startswith("=") else f"={formula}").items
        return [(token, _text(token, comparable)) for token in tokens if token.type != Token.WSPACE]
    except (TokenizerError, IndexError, ValueError):  # openpyxl raises each of them for broken texts
        return None


def _text(token: Token, comparable: Callable[[str], str]) -> str:
    if token.type == Token.OPERAND and token.subtype == Token.TEXT:
        return str(token.value)
    if token.type == Token.OPERAND and token.subtype == Token.NUMBER:
        return repr(float(token.value))
    return comparable(token.value)


def in_order_of_work(tokens: Sequence[tuple[Token, str]]) -> list[str] | None:
    """The texts of tokens (each with its comparable text) in postfix order; None where the formula is
    not well formed.

    Only parentheses that change nothing vanish: order, and how many arguments a function has, are kept.
    """
    done: list[str] = []
    waiting: list[tuple[int, str]] = []
    try:
        for token, text in tokens:
            _take(token, text, done, waiting)
        _work_off(done, waiting, 0)
    except IndexError:
        return None
    return None if waiting else done


def _take(token: Token, text: str, done: list[str], waiting: list[tuple[int, str]]) -> None:
    if token.type == Token.OP_PRE:
        waiting.append((_SIGN, f"sign {text}"))
    elif token.type == Token.OP_IN:
        binding = _BINDING.get(text, _REFERENCE)
        _work_off(done, waiting, binding)
        waiting.append((binding, text))
    elif token.subtype == Token.OPEN:
        waiting.append((-1, text))
        done += [text] if text != "(" else []
    elif token.type == Token.SEP:
        _work_off(done, waiting, 0)
        done.append(text)
    elif token.subtype == Token.CLOSE:
        _work_off(done, waiting, 0)
        opening = waiting.pop()[1]
        done += [text] if opening != "(" else []
    else:
        done.append(text)


def _work_off(done: list[str], waiting: list[tuple[int, str]], binding: int) -> None:
    """Move the operators that bind at least so tightly to what is done, back to an open parenthesis."""
    while waiting and waiting[-1][0] >= binding:
        done.append(waiting.pop()[1])
