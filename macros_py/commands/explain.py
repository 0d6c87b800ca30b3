"""`cchc explain DIR UNIT [CODE]`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc.language import Words
from macros_py.speaking import SpeakingCommand

if TYPE_CHECKING:
    from rich.tree import Tree

    from macros_py.steps.explain.model import LeafLineage, Lineage, Node, Step

_HELP = Words(
    "Số này từ đâu ra: số liệu đơn vị ghi, ô và tệp, thẩm định, điều tra (kèm năm), quy tắc, căn cứ, phép tính. "
    "UNIT là mã hoặc tên đơn vị; CODE là mã lĩnh vực, tiêu chí (không ghi: cả chỉ số).",
    "Where a number comes from: what the unit entered, cell and file, appraisal, survey (with its year), rule, clause, "
    "arithmetic. UNIT is a code or name; CODE a domain or criterion (none: the whole index).",
)
_JSON = Words("In ra JSON cho máy đọc.", "Print JSON for machines.")
_RUNNING = Words("Đọc phiếu", "Reading returns")
_PROVISIONAL = Words("Số liệu {reasons}.", "Figures are {reasons}.")
_POINTS = Words("{achieved}/{possible} điểm", "{achieved}/{possible} points")
_NONE = Words("chưa có điểm", "no score")
_SUM = Words("Điểm đạt được: {text}", "Achieved: {text}")
_POSSIBLE = Words("Điểm tối đa được tính: {text}", "Max points counted: {text}")
_INDEX = Words("Chỉ số: {text}", "Index: {text}")
_RULE = Words("Cách chấm: {text}", "Rule: {text}")
_CLAUSE = Words("Căn cứ: {text}", "Clause: {text}")
_EVIDENCE = Words("Cần tài liệu: {text}", "Evidence needed: {text}")
_STANDING = Words("Mẫu số: {text}", "Denominator: {text}")
_FOUND = Words("Phát hiện: {text}", "Finding: {text}")
_FROM = Words("Tệp {file} (SHA-256 {sha256}…)", "File {file} (SHA-256 {sha256}…)")

_SHEET_WIDTH = 160


def command() -> click.Command:
    """The verb in the language in force."""

    @click.command("explain", cls=SpeakingCommand, help=_HELP.say())
    @click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
    @click.argument("unit", metavar="UNIT")
    @click.argument("code", metavar="[CODE]", required=False, default="")
    @click.option("--json", "as_json", is_flag=True, help=_JSON.say())
    def explain(folder: Path, unit: str, code: str, as_json: bool) -> None:
        from macros_py.commands.screen import console, progress
        from macros_py.steps.explain.build import explain as run

        with progress(_RUNNING) as report:
            lineage = run(folder, unit, code, None, report)
        if as_json:
            import json

            from macros_py.steps.explain.as_record import as_record

            click.echo(json.dumps(as_record(lineage), ensure_ascii=False, indent=1))
        else:
            console().print(tree(lineage))

    return explain


def lines(lineage: Lineage) -> list[str]:
    """A lineage as lines of plain text, for sheets."""
    from io import StringIO

    from rich.console import Console

    stream = StringIO()
    Console(file=stream, width=_SHEET_WIDTH, color_system=None, highlight=False).print(tree(lineage))
    return [line.rstrip() for line in stream.getvalue().splitlines()]


def tree(lineage: Lineage) -> Tree:
    """A lineage as a tree for the terminal."""
    from rich.markup import escape
    from rich.tree import Tree

    unit = lineage.result.unit
    root = Tree(f"[bold]{escape(unit.name)}[/] ({escape(unit.code)})")
    if lineage.provisional:
        root.add(f"[bold red]{escape(_PROVISIONAL.say(reasons='; '.join(lineage.provisional)))}[/]")
    for remark in lineage.remarks:
        root.add(escape(remark))
    if lineage.file:
        root.add(f"[dim]{escape(_FROM.say(file=lineage.file, sha256=lineage.sha256[:12]))}[/]")
    for found in lineage.findings:
        root.add(f"[yellow]{escape(_FOUND.say(text=found.message))}[/]")
    _add(root, lineage.node, lineage.decimals, in_full=bool(lineage.node.code))
    return root


def _add(parent: Tree, node: Node, decimals: int, in_full: bool) -> None:
    """A line and what lies below it; `in_full` tells leaves step by step, else in one line each."""
    from rich.markup import escape

    branch = parent.add(_label(node, decimals))
    if node.leaf is not None:
        if in_full:
            _add_leaf(branch, node.leaf)
        else:
            branch.add(f"[dim]{escape(node.text)}[/]")
        return
    branch.add(escape(_SUM.say(text=node.text)))
    branch.add(escape(_POSSIBLE.say(text=node.possible_text)))
    if node.index_text:
        branch.add(escape(_INDEX.say(text=node.index_text)))
    for child in node.children:
        _add(branch, child, decimals, in_full)


def _label(node: Node, decimals: int) -> str:
    from rich.markup import escape

    from cchc.core.numbers import plain, shown

    if node.achieved is None:
        points = _NONE.say()
    else:
        points = _POINTS.say(achieved=shown(node.achieved, decimals), possible=plain(node.possible))
    return f"[bold]{node.code}[/] {escape(node.name)} [cyan]({points})[/]".strip()


def _add_leaf(branch: Tree, leaf: LeafLineage) -> None:
    from rich.markup import escape

    told = (
        leaf.source_note,
        _RULE.say(text=leaf.sentence),
        _CLAUSE.say(text=leaf.clause) if leaf.clause else "",
        _EVIDENCE.say(text=leaf.evidence) if leaf.evidence else "",
        _STANDING.say(text=leaf.standing),
    )
    for text in told:
        if text:
            branch.add(f"[dim]{escape(text)}[/]")
    for step in leaf.steps:
        _add_step(branch, step)
    for found in leaf.findings:
        branch.add(f"[yellow]{escape(_FOUND.say(text=found.message))}[/]")


def _add_step(branch: Tree, step: Step) -> None:
    from rich.markup import escape

    twig = branch.add(f"[bold]{escape(step.title)}[/]: {escape(step.text)}")
    for detail in step.details:
        place = f" [dim]({escape(step.sheet)}!{detail.cell})[/]" if detail.cell else ""
        twig.add(f"{escape(detail.label)} = {escape(detail.value)}{place}")
    if step.file:
        twig.add(f"[dim]{escape(_FROM.say(file=step.file, sha256=step.sha256[:12]))}[/]")
