"""What verbs share on the screen: progress, tables of findings, paths."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from cchc.findings.catalogue import SEVERITY_NAMES
from cchc.findings.finding import Finding
from cchc.language import Words
from macros_py.steps.progress import Progress as Report

if TYPE_CHECKING:  # rich is slow to import; a verb that says three sentences does without
    from rich.console import Console

_SHOWN_EVERY = 0.1

LISTED = 40
"""So many findings are shown on the screen; the files hold them all."""

_COLOURS = {"error": "bold red", "warning": "yellow", "note": "dim"}
_HEADINGS = (
    Words("Mức độ", "Severity"),
    Words("Nơi", "Place"),
    Words("Nội dung", "Message"),
    Words("Việc cần làm", "Remedy"),
)
_FILES = Words(
    "{files} tệp: nhận {accepted}, nhận có lưu ý {remarks}, không nhận {rejected}, bỏ qua {skipped}.",
    "{files} files: {accepted} accepted, {remarks} with remarks, {rejected} rejected, {skipped} skipped.",
)
_MORE = Words("… và {count} phát hiện nữa.", "… and {count} more findings.")


def console() -> Console:
    """The screen for results."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


@contextmanager
def progress(words: Words) -> Iterator[Report]:
    """A progress bar on the error stream, gone when done; nothing where that is no terminal. It appears with
    the first report: a question asked before that has the terminal to itself.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    screen = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal)
    task = bar.add_task(words.say(), total=None)
    told = 0.0

    def report(done: int, of: int) -> None:
        """Ten times a second is what an eye sees; a call per form would cost as much as the form."""
        nonlocal told
        now = monotonic()
        if done in (0, of) or now - told >= _SHOWN_EVERY:
            told = now
            bar.start()
            bar.update(task, completed=done, total=of)

    try:
        yield report
    finally:
        bar.stop()


def show_findings(screen: Console, findings: Sequence[Finding]) -> None:
    """The findings as a table, gravest first, cut at a length a person reads."""
    if not findings:
        return
    from rich.markup import escape
    from rich.table import Table

    table = Table(show_lines=False, expand=True)
    for words in _HEADINGS:
        table.add_column(words.say(), overflow="fold", ratio=None if words is _HEADINGS[0] else 1)
    for found in findings[:LISTED]:
        colour = _COLOURS[found.severity]
        table.add_row(
            f"[{colour}]{SEVERITY_NAMES[found.severity].say()}[/]",
            escape(found.place or found.unit_code),
            escape(found.message),
            escape(found.remedy),
        )
    screen.print(table)
    if len(findings) > LISTED:
        screen.print(_MORE.say(count=len(findings) - LISTED))


def files_sentence(verdicts: Counter[str]) -> str:
    """How many files came in, and what became of them."""
    return _FILES.say(
        files=verdicts.total(),
        accepted=verdicts["accepted"],
        remarks=verdicts["accepted_with_remarks"],
        rejected=verdicts["rejected"],
        skipped=verdicts["skipped"],
    )


def shown_path(path: Path) -> str:
    """A path as it is best typed again: relative where that is shorter."""
    try:
        relative = path.resolve().relative_to(Path.cwd())
    except ValueError:
        return str(path)
    return str(relative)


def program() -> str:
    """How the command is typed here: uv names itself in the environment of what it runs."""
    return "uv run cchc" if os.environ.get("UV") else "cchc"
