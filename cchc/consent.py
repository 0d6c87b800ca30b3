"""A step that would undo what was accepted before says what, and goes on only where a person agrees."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cchc.errors import CchcError
from cchc.language import Words

Ask = Callable[[Sequence[str]], bool]
"""Shows a person what a step would undo, a sentence a line, and returns whether to go on."""

_NOT_AGREED = Words(
    "{consequences}\nChưa thay đổi gì. Nếu đúng là muốn như vậy, chạy lại lệnh này kèm --yes.",
    "{consequences}\nNothing was changed. If this is what you want, run the same command again with --yes.",
)


class NotAgreed(CchcError):
    """Nobody agreed to what a step would undo; nothing was changed."""


def agree(consequences: Sequence[str]) -> bool:
    """The answer of somebody who has agreed beforehand (`--yes`)."""
    return True


def nobody(consequences: Sequence[str]) -> bool:
    """The answer when no person can be asked: no."""
    return False


def require_consent(ask: Ask, consequences: Sequence[str]) -> None:
    """Go on where there is nothing to undo, or where `ask` agrees to it. Raises NotAgreed."""
    if consequences and not ask(consequences):
        raise NotAgreed(_NOT_AGREED, consequences=tuple(consequences))
