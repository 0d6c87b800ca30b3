"""`cchc criteria check|show`."""

from __future__ import annotations

import click

from cchc.language import Words
from macros_py.speaking import SpeakingCommand, SpeakingGroup

_HELP = Words("Kiểm tra, xem bộ tiêu chí.", "Check and show criteria sets.")
_CHECK = Words(
    "Kiểm tra một bộ tiêu chí: mọi lỗi cùng lúc, có dòng và cột.",
    "Check a criteria set: all faults at once, with line and column.",
)
_SHOW = Words("Xem một bộ tiêu chí dạng cây.", "Show a criteria set as a tree.")
_SET = Words(
    "SET là thư mục, hoặc mã của bộ tiêu chí kèm theo.",
    "SET is a folder, or the id of a set that comes along.",
)
_SOUND = Words(
    "{title}\n{id} phiên bản {version}: {counts}; {points} điểm ({split}). Không có lỗi.",
    "{title}\n{id} version {version}: {counts}; {points} points ({split}). No faults.",
)
_COUNTS = Words(
    "{domains} lĩnh vực, {criteria} tiêu chí, {subs} tiêu chí thành phần",
    "{domains} domains, {criteria} criteria, {subs} sub-criteria",
)
_POINTS = Words("{points} điểm", "{points} points")


def command() -> click.Command:
    """The verb in the language in force."""

    @click.group("criteria", cls=SpeakingGroup, help=f"{_HELP.say()} {_SET.say()}")
    def criteria() -> None:
        pass

    for name, words, run in (("check", _CHECK, _check), ("show", _SHOW, _show)):
        argument = click.Argument(["criteria_set"], metavar="SET")
        criteria.add_command(SpeakingCommand(name, help=words.say(), params=[argument], callback=run))
    return criteria


def _check(criteria_set: str) -> None:
    from cchc.core.numbers import plain
    from macros_py.steps.criteria import find_set

    found = find_set(criteria_set)
    header = found.header
    levels = [sum(1 for line in found.lines if line.level == level) for level in (1, 2, 3)]
    split = ", ".join(f"{source} {plain(points)}" for source, points in header.expected.split.items())
    click.echo(
        _SOUND.say(
            title=header.title,
            id=header.id,
            version=header.version,
            counts=_COUNTS.say(domains=levels[0], criteria=levels[1], subs=levels[2]),
            points=plain(header.expected.points),
            split=split,
        )
    )


def _show(criteria_set: str) -> None:
    from rich.markup import escape
    from rich.tree import Tree

    from cchc.core.numbers import plain
    from macros_py.commands.screen import console
    from macros_py.steps.criteria import find_set
    from workbook_templates.sentences import measure_sentences, rule_sentence, source_note

    found = find_set(criteria_set)
    root = Tree(escape(f"{found.header.title} – {found.header.decision}"))
    branches = {"": root}
    for line in found.lines:
        points = _POINTS.say(points=plain(line.max_points))
        label = f"[bold]{line.code}[/] {escape(line.name)} [cyan]({points})[/]"
        branch = branches[line.code.rpartition(".")[0]].add(label)
        branches[line.code] = branch
        scored = found.leaf_by_code.get(line.code)
        if scored is not None:
            texts = (source_note(scored.leaf.source), rule_sentence(scored), *measure_sentences(scored))
            branch.add(f"[dim]{escape(' '.join(text for text in texts if text))}[/]")
    console().print(root)
