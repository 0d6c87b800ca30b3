"""Output to the screen: everything a verb shows is printed here, as plain text.

Mark-up in texts has no effect, and characters that could control a terminal are written as escapes
(`cchc.visible`). Sentences are printed without line breaks, so that a command or path in them can be pasted;
colours are given separately from the text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from time import monotonic
from typing import IO, TYPE_CHECKING, Literal, NamedTuple

import click

from cchc.errors import CannotShow
from cchc.findings.catalogue import SEVERITY_NAMES
from cchc.findings.finding import Finding
from cchc.findings.rendering import Audience, shown
from cchc.language import Words
from cchc.visible import is_hidden, visible
from macros_py.steps.progress import Progress as Report

if TYPE_CHECKING:  # rich is slow to import; a verb that prints a few sentences does not need it
    from rich.console import Console
    from rich.progress import Progress
    from rich.table import Table
    from rich.text import Text
    from rich.tree import Tree

_SHOWN_EVERY = 0.1
_SHEET_WIDTH = 160

_bars: list[Progress] = []
"""The progress bars that are open now."""

LISTED = 40
"""The most findings shown on the screen; the files contain all of them."""

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
_ONLY_SHOWING_FAILED = Words(
    "Lệnh đã chạy xong, kết quả đã ghi đầy đủ; chỉ phần hiển thị không ghi ra được: {reason}.",
    "The command is done and its results are in place; only what it shows could not be written out: {reason}.",
)


class Styled(NamedTuple):
    """A text and its style (`bold`, `dim`, `yellow` …)."""

    text: str
    style: str


Shown = str | Styled


class Branch:
    """A line of a tree, made of texts, and the lines below it."""

    def __init__(self, *parts: Shown) -> None:
        self.parts = parts
        self.branches: list[Branch] = []

    def add(self, *parts: Shown) -> Branch:
        """A new line below this one."""
        self.branches.append(Branch(*parts))
        return self.branches[-1]


def tell(words: Words | str, style: str = "", **filled: object) -> None:
    """Print a sentence on the screen. A plain text keeps its line breaks; line breaks in values filled into `words`
    are written as escapes.
    """
    _echo(words, style, filled, err=False)


def warn(words: Words | str, **filled: object) -> None:
    """Print a sentence on the error stream."""
    _echo(words, "", filled, err=True)


def show_record(record: object) -> None:
    """Print data for machines as JSON; invisible characters are written as JSON escapes."""
    text = json.dumps(record, ensure_ascii=False, indent=1)
    click.echo("".join(_escaped(each) if each != "\n" and is_hidden(each) else each for each in text))


def show_table(
    headings: Sequence[Words],
    rows: Iterable[Sequence[Shown] | None],
    title: str = "",
    lines: bool = False,
    fold: bool = True,
) -> None:
    """Print a table; a row that is None draws a line. `lines` draws one after every row, `fold` breaks long words."""
    from rich.table import Table

    table = Table(title=visible(title) or None, show_lines=lines)
    for words in headings:
        table.add_column(words.say(), overflow="fold" if fold else "ellipsis")
    _fill(table, rows)


def show_tree(root: Branch) -> None:
    """Print a tree."""
    _console().print(_tree(root))


def tree_lines(root: Branch) -> list[str]:
    """A tree as lines of plain text, for sheets."""
    stream = StringIO()
    _console(stream, _SHEET_WIDTH).print(_tree(root))
    return [line.rstrip() for line in stream.getvalue().splitlines()]


def show_findings(findings: Sequence[Finding], audience: Audience = "desk") -> None:
    """Print the findings as a table, most severe first, at most `LISTED` of them."""
    if not findings:
        return
    from rich.table import Table

    table = Table(show_lines=False, expand=True)
    for words in _HEADINGS:
        table.add_column(words.say(), overflow="fold", ratio=None if words is _HEADINGS[0] else 1)
    _fill(table, (_finding_row(each, audience) for each in findings[:LISTED]))
    if len(findings) > LISTED:
        tell(_MORE, count=len(findings) - LISTED)


def finding_line(found: Finding) -> str:
    """A finding in one line."""
    message, remedy = shown(found)
    return f"  {found.place}: {message} {remedy} [{found.code}]"


def files_sentence(verdicts: Counter[str]) -> str:
    """How many files were returned, and how many of them got each verdict."""
    return _FILES.say(
        files=verdicts.total(),
        accepted=verdicts["accepted"],
        remarks=verdicts["accepted_with_remarks"],
        rejected=verdicts["rejected"],
        skipped=verdicts["skipped"],
    )


def status_text(status: Sequence[str]) -> str:
    """A unit's status in the language of the screen."""
    from workbook_templates.ranking.texts import STATUSES

    return ", ".join(STATUSES[each].say() for each in status)


@contextmanager
def after_work() -> Iterator[None]:
    """A context for output after the work is done and written. If the output fails in it, the error stream says that
    only showing failed, and the exit code remains that of the work.
    """
    try:
        yield
    except CannotShow as error:
        warn(_ONLY_SHOWING_FAILED, reason=error.filled["reason"])


@contextmanager
def progress(words: Words) -> Iterator[Report]:
    """A progress bar on the error stream, removed at the end. It appears with the first report, and only on a
    terminal.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    screen = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal)
    task = bar.add_task(words.say(), total=None)
    last_shown = 0.0

    def report(done: int, of: int) -> None:
        """Update the bar at most every `_SHOWN_EVERY` seconds: an update per form takes as long as the form."""
        nonlocal last_shown
        now = monotonic()
        if done in (0, of) or now - last_shown >= _SHOWN_EVERY:
            last_shown = now
            bar.start()
            bar.update(task, completed=done, total=of)

    _bars.append(bar)
    try:
        yield report
    finally:
        _bars.remove(bar)
        bar.stop()


@contextmanager
def without_progress() -> Iterator[None]:
    """Hide the progress bar while a person is asked something; the next report shows it again."""
    for bar in _bars:
        bar.stop()
    yield


def _echo(words: Words | str, style: str, filled: dict[str, object], err: bool) -> None:
    if isinstance(words, Words):
        text = words.say(**{name: visible(value) for name, value in filled.items()})
    else:
        text = "\n".join(map(visible, words.split("\n")))
    click.echo(click.style(text, fg=style, bold=True) if style else text, err=err)


def _escaped(character: str) -> str:
    return json.dumps(character)[1:-1] if character > "\x7f" else f"\\u{ord(character):04x}"


def _console(file: IO[str] | None = None, width: int | None = None) -> Console:
    from rich.console import Console

    colours: Literal["auto"] | None = "auto" if file is None else None
    return Console(file=file, width=width, color_system=colours, markup=False, highlight=False, emoji=False)


def _fill(table: Table, rows: Iterable[Sequence[Shown] | None]) -> None:
    for row in rows:
        if row is None:
            table.add_section()
        else:
            table.add_row(*(_text((cell,)) for cell in row))
    _console().print(table)


def _finding_row(found: Finding, audience: Audience) -> tuple[Shown, ...]:
    severity = Styled(SEVERITY_NAMES[found.severity].say(), _COLOURS[found.severity])
    return (severity, found.place or found.unit_code, *shown(found, audience))


def _tree(root: Branch) -> Tree:
    from rich.tree import Tree

    top = Tree(_text(root.parts))
    waiting = [(top, root)]
    for drawn, branch in waiting:
        waiting += [(drawn.add(_text(each.parts)), each) for each in branch.branches]
    return top


def _text(parts: Sequence[Shown]) -> Text:
    from rich.text import Text

    text = Text()
    for part in parts:
        shown, style = part if isinstance(part, Styled) else (part, "")
        text.append(visible(shown), style)
    return text
