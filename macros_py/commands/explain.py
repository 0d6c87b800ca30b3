"""`cchc explain DIR UNIT [CODE]`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc.findings.rendering import shown as shown_finding
from cchc.language import Words, for_the_screen
from macros_py.commands import given
from macros_py.speaking import SpeakingCommand

if TYPE_CHECKING:
    from cchc.results.lineage import LeafLineage, Lineage, Node, Step
    from macros_py.commands.screen import Branch, Shown

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


def command() -> click.Command:
    """Build the click command, with its help in the language of the screen."""

    @click.command("explain", cls=SpeakingCommand, help=_HELP.say())
    @click.argument("folder", metavar="DIR", type=given.place)
    @click.argument("unit", metavar="UNIT", type=given.code)
    @click.argument("code", metavar="[CODE]", required=False, type=given.code)
    @click.option("--json", "as_json", is_flag=True, help=_JSON.say())
    def explain(folder: Path, unit: str, code: str | None, as_json: bool) -> None:
        from consolidator.control_beside import those_beside
        from macros_py.commands.screen import progress, show_findings, show_record, show_tree
        from macros_py.steps.consolidate import read_returns
        from workbook_templates.lineage.whole import lineage_of

        with progress(_RUNNING) as report:
            done = read_returns(folder, None, report)
        if as_json:
            from cchc.results.lineage_record import as_record

            show_record(as_record(lineage_of(done, unit, code or "")))
        else:
            with for_the_screen():
                lineage = lineage_of(done, unit, code or "")
            show_tree(tree(lineage))
            show_findings(those_beside(done.opened.remarks))

    return explain


def lines(lineage: Lineage) -> list[str]:
    """A lineage as lines of plain text, for sheets."""
    from macros_py.commands.screen import tree_lines

    return tree_lines(tree(lineage))


def tree(lineage: Lineage) -> Branch:
    """A lineage as a tree for the terminal."""
    from macros_py.commands.screen import Branch, Styled

    unit = lineage.result.unit
    root = Branch(Styled(unit.name, "bold"), f" ({unit.code})")
    if lineage.provisional:
        reasons = "; ".join(words.say() for words in lineage.provisional)
        root.add(Styled(_PROVISIONAL.say(reasons=reasons), "bold red"))
    for remark in lineage.remarks:
        root.add(remark)
    if lineage.file:
        root.add(Styled(_FROM.say(file=lineage.file, sha256=lineage.sha256[:12]), "dim"))
    for found in lineage.findings:
        root.add(Styled(_FOUND.say(text=shown_finding(found)[0]), "yellow"))
    _add(root, lineage.node, lineage.decimals, in_full=bool(lineage.node.code))
    return root


def _add(parent: Branch, node: Node, decimals: int, in_full: bool) -> None:
    """Add a line and the lines below it; with `in_full` a leaf is shown step by step, else in one line."""
    from macros_py.commands.screen import Styled

    branch = parent.add(*_label(node, decimals))
    if node.leaf is not None:
        if in_full:
            _add_leaf(branch, node.leaf)
        else:
            branch.add(Styled(node.text, "dim"))
        return
    branch.add(_SUM.say(text=node.text))
    branch.add(_POSSIBLE.say(text=node.possible_text))
    if node.index_text:
        branch.add(_INDEX.say(text=node.index_text))
    for child in node.children:
        _add(branch, child, decimals, in_full)


def _label(node: Node, decimals: int) -> tuple[Shown, ...]:
    from cchc.core.numbers import plain, shown
    from macros_py.commands.screen import Styled

    if node.achieved is None:
        points = _NONE.say()
    else:
        points = _POINTS.say(achieved=shown(node.achieved, decimals), possible=plain(node.possible))
    code = (Styled(node.code, "bold"), " ") if node.code else ()
    return (*code, f"{node.name} ", Styled(f"({points})", "cyan"))


def _add_leaf(branch: Branch, leaf: LeafLineage) -> None:
    from macros_py.commands.screen import Styled

    texts = (
        leaf.source_note,
        _RULE.say(text=leaf.sentence),
        _CLAUSE.say(text=leaf.clause) if leaf.clause else "",
        _EVIDENCE.say(text=leaf.evidence) if leaf.evidence else "",
        _STANDING.say(text=leaf.standing),
    )
    for text in texts:
        if text:
            branch.add(Styled(text, "dim"))
    for step in leaf.steps:
        _add_step(branch, step)
    for found in leaf.findings:
        branch.add(Styled(_FOUND.say(text=shown_finding(found)[0]), "yellow"))


def _add_step(branch: Branch, step: Step) -> None:
    from macros_py.commands.screen import Styled

    twig = branch.add(Styled(step.title, "bold"), f": {step.text}")
    for detail in step.details:
        place = f" ({step.sheet}!{detail.cell})" if detail.cell else ""
        twig.add(f"{detail.label} = {detail.value}", Styled(place, "dim"))
    if step.file:
        twig.add(Styled(_FROM.say(file=step.file, sha256=step.sha256[:12]), "dim"))
