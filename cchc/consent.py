"""Consent for steps that would undo what was accepted before: the step lists the consequences and continues
only if the user agrees.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cchc.errors import CchcError
from cchc.language import Words

Ask = Callable[[Sequence[str]], bool]
"""Shows a user what a step would undo, one sentence per line, and returns whether to continue."""

_NOT_AGREED = Words(
    "{consequences}\nChưa thay đổi gì. Nếu đúng là muốn như vậy, chạy lại lệnh này kèm --yes.",
    "{consequences}\nNothing was changed. If this is what you want, run the same command again with --yes.",
)


class NotAgreed(CchcError):
    """The user did not agree to what a step would undo; nothing was changed."""


def agree(consequences: Sequence[str]) -> bool:
    """Always True: the user has agreed beforehand (`--yes`)."""
    return True


def nobody(consequences: Sequence[str]) -> bool:
    """Always False: there is no user to ask."""
    return False


def require_consent(ask: Ask, consequences: Sequence[str]) -> None:
    """Continue where there is nothing to undo, or where `ask` returns True. Raises NotAgreed."""
    if consequences and not ask(consequences):
        raise NotAgreed(_NOT_AGREED, consequences=tuple(consequences))
