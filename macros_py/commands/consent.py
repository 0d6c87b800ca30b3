"""How the command asks for consent before a step with consequences: `--yes`, or a question on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from cchc.consent import Ask, agree, nobody
from cchc.language import Words

_HELP = Words(
    "Đồng ý trước với những gì lệnh này sẽ hủy bỏ; không hỏi lại.",
    "Agree beforehand to what this would undo; ask nothing.",
)
_QUESTION = Words("Tiếp tục?", "Go on?")


def yes_option() -> click.Option:
    """The option `--yes`, with its help in the language of the screen."""
    return click.Option(["--yes", "agreed"], is_flag=True, help=_HELP.say())


def asking(agreed: bool) -> Ask:
    """The function that answers: consent with `--yes`, else a question at the terminal, else (no terminal) refusal."""
    if agreed:
        return agree
    return _ask_at_terminal if sys.stdin.isatty() and sys.stderr.isatty() else nobody


def _ask_at_terminal(consequences: Sequence[str]) -> bool:
    from cchc.visible import visible
    from macros_py.commands.screen import warn, without_progress

    with without_progress():
        for sentence in consequences:
            warn(visible(sentence))
        return click.confirm(_QUESTION.say(), default=False, err=True)
