"""`cchc appraise`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc.language import Words
from macros_py.commands import given
from macros_py.commands.consent import asking, yes_option
from macros_py.speaking import SpeakingCommand, SpeakingGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cchc.appraisal.merging import Change

_HELP = Words(
    "Thẩm định: phát hành phiếu từng vòng, nhận lại, ghi điểm. Phiếu về đặt vào tham-dinh/nop-ve/.",
    "Appraisal: issue each round's forms, take them back. What returns belongs into tham-dinh/nop-ve/.",
)
_ISSUE = Words(
    "Phát hành phiếu một vòng vào tham-dinh/phat-hanh/. Chạy lại chỉ thêm phiếu bổ sung cho đơn vị mới nộp hoặc đã sửa.",
    "Issue a round's forms into tham-dinh/phat-hanh/. Again: supplements alone, for units new or changed since.",
)
_MERGE = Words(
    "Nhận mọi tệp trong tham-dinh/nop-ve/, vòng nào, thứ tự nào cũng được. Mã thoát 1: có lỗi cần xử lý.",
    "Take in all of tham-dinh/nop-ve/, any round, any order. Exit code 1: errors were found.",
)
_ROUND = Words(
    "Vòng: first (lần 1), explanation (giải trình), second (lần 2), board (Hội đồng).",
    "Round: first appraisal, explanation, second appraisal, board.",
)
_AUTHORITY = Words("Chỉ các đơn vị do cơ quan này thẩm định.", "Only the units of this authority.")
_ISSUING = Words("Phát hành phiếu thẩm định", "Issuing forms")
_MERGING = Words("Nhận phiếu thẩm định", "Taking in forms")
_NEW = Words("{file}: {rows} dòng, {units} đơn vị.", "{file}: {rows} rows, {units} units.")
_NOTHING = Words("Không có dòng nào đến lượt ở vòng này.", "No row is due in this round.")
_AGAIN = Words("Ghi lại {count} tệp đã phát hành.", "Wrote {count} issued files again.")
_CHANGES = Words(
    "{entries} ý kiến được tính: {new} mới, {changed} thay đổi, {withdrawn} rút lại so với lần trước.",
    "{entries} opinions count: {new} new, {changed} changed, {withdrawn} withdrawn since the last merge.",
)
_THEN = Words(
    "Tính lại, xếp hạng:\n  {command}",
    "To compute and rank:\n  {command}",
)


def command() -> click.Command:
    """Build the click command, with its help in the language of the screen."""

    @click.group("appraise", cls=SpeakingGroup, help=_HELP.say())
    @click.argument("folder", metavar="DIR", type=given.place)
    @click.pass_context
    def appraise(context: click.Context, folder: Path) -> None:
        context.obj = folder

    from cchc.appraisal.rounds import BY_KEY, FIRST

    issue_params: list[click.Parameter] = [
        click.Option(
            ["--round", "round_key"], type=click.Choice(list(BY_KEY)), default=FIRST.key, help=_ROUND.say()
        ),
        click.Option(["--authority"], metavar="CODE", type=given.code, help=_AUTHORITY.say()),
        yes_option(),
    ]
    issue = SpeakingCommand(
        "issue", help=_ISSUE.say(), params=issue_params, callback=click.pass_obj(_issue)
    )
    merge = SpeakingCommand(
        "merge", help=_MERGE.say(), params=[yes_option()], callback=click.pass_obj(_merge)
    )
    appraise.add_command(issue)
    appraise.add_command(merge)
    return appraise


def _issue(folder: Path, round_key: str, authority: str | None, agreed: bool) -> int:
    from cchc.findings.finding import has_errors
    from macros_py.commands.screen import after_work, progress, show_findings, tell
    from macros_py.steps.appraise.issue import issue_round

    with progress(_ISSUING) as report:
        done = issue_round(folder, round_key, None, report, authority or "", asking(agreed))
    with after_work():
        show_findings(done.findings)
        for form in done.new:
            tell(_NEW, file=form.file, rows=len(form.rows), units=len(form.units))
        if not done.new:
            tell(_NOTHING)
        if len(done.written) > len(done.new):
            tell(_AGAIN, count=len(done.written) - len(done.new))
    return 1 if has_errors(list(done.findings)) else 0


def _merge(folder: Path, agreed: bool) -> int:
    from cchc.command_line import command_line
    from cchc.findings.finding import has_errors
    from macros_py.commands.screen import after_work, files_sentence, progress, show_findings, tell
    from macros_py.steps.appraise.merge import merge_forms

    with progress(_MERGING) as report:
        done = merge_forms(folder, None, report, asking(agreed))
    with after_work():
        show_findings(done.findings)
        tell(files_sentence(done.verdicts))
        tell(_CHANGES, "", entries=done.entries, **_counts(done.changes))
        tell(_THEN, command=command_line("consolidate", folder))
    return 1 if has_errors(list(done.findings)) else 0


def _counts(changes: Sequence[Change]) -> dict[str, int]:
    """How many opinions are new, changed, withdrawn."""
    new = sum(1 for each in changes if each.before is None)
    withdrawn = sum(1 for each in changes if each.now is None)
    return {"new": new, "changed": len(changes) - new - withdrawn, "withdrawn": withdrawn}
