"""Puts a formula into its order of evaluation, in which redundant parentheses make no difference."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError

_BINDING = {
    "^": 6, "*": 5, "/": 5, "+": 4, "-": 4, "&": 3,
    "=": 2, "<>": 2, "<": 2, ">": 2, "<=": 2, ">=": 2,
}  # fmt: skip
"""How tightly Excel's operators bind. All of them are left-associative, including `^`."""

_SIGN = 7
"""A sign before a number binds tighter than any of these: -2^2 is 4."""

_REFERENCE = 8
"""Colon, blank and comma between references."""


def tokens_of(formula: str, comparable: Callable[[str], str]) -> list[tuple[Token, str]] | None:
    """The tokens of a formula without blanks, each with the text by which it is compared; None if the text is not
    a formula.
    """
    try:
        tokens = Tokenizer(formula if formula.startswith("=") else f"={formula}").items
        return [(token, _text(token, comparable)) for token in tokens if token.type != Token.WSPACE]
    except (TokenizerError, IndexError, ValueError):  # openpyxl raises any of these for a malformed text
        return None


def _text(token: Token, comparable: Callable[[str], str]) -> str:
    if token.type == Token.OPERAND and token.subtype == Token.TEXT:
        return str(token.value)
    if token.type == Token.OPERAND and token.subtype == Token.NUMBER:
        return repr(float(token.value))
    return comparable(token.value)


def in_order_of_work(tokens: Sequence[tuple[Token, str]]) -> list[str] | None:
    """The comparable texts of tokens in postfix order; None if the formula is not well formed.

    Only redundant parentheses are lost: the order and the number of a function's arguments are kept.
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
    """Move the waiting operators that bind at least as tightly as `binding` to `done`, back to an open parenthesis."""
    while waiting and waiting[-1][0] >= binding:
        done.append(waiting.pop()[1])
