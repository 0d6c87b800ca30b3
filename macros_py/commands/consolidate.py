"""`cchc consolidate`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cchc.language import Words
from cchc.names import composed
from macros_py.commands import given
from macros_py.commands.consent import yes_option
from macros_py.speaking import SpeakingCommand

if TYPE_CHECKING:
    from cchc.results.consolidation import Consolidation
    from cchc.returns.attribution import AttributionRequest

_HELP = Words(
    "Đọc mọi tệp trong nop-ve/, kiểm tra, tính lại, xếp hạng và ghi ket-qua/. Mã thoát 1: có lỗi cần xử lý.",
    "Read all of nop-ve/, check, compute again, rank and write ket-qua/. Exit code 1: errors were found.",
)
_AUTHORITY = Words(
    "Chỉ các đơn vị do cơ quan này thẩm định; ghi vào thư mục riêng trong ket-qua/.",
    "Only the units of this authority; results go into a folder of their own below ket-qua/.",
)
_ATTRIBUTION = Words(
    "Xác nhận một tệp trong nop-ve/ là phiếu của đơn vị: tệp mất mã định danh, hoặc bản chính thức trong nhiều bản "
    "khác nhau. Cần --reason.",
    "Say that a file in nop-ve/ is a unit's return: one that lost its identity, or the official one of several that "
    "differ. Needs --reason.",
)
_REASON = Words("Lý do xác nhận; ghi vào nhật ký và kết quả.", "Why; kept in the history and the results.")
_REASON_ALONE = Words("--reason chỉ dùng cùng --claim TỆP=ĐƠN-VỊ.", "--reason goes with --claim FILE=UNIT.")
_ATTRIBUTION_MALFORMED = Words(
    "--claim viết dạng TỆP=MÃ-ĐƠN-VỊ, không phải “{given}”.", "--claim is written FILE=UNIT, not “{given}”."
)
_RUNNING = Words("Nhận phiếu", "Taking in returns")
_UNITS = Words(
    "{units} đơn vị: đã nộp {returned}, chưa nộp {missing}, phiếu không nhận được {rejected}.",
    "{units} units: {returned} returned, {missing} missing, {rejected} rejected.",
)
_FINDINGS = Words(
    "Phát hiện: {error} lỗi, {warning} cảnh báo, {note} ghi nhận.",
    "Findings: {error} errors, {warning} warnings, {note} notes.",
)
_BALANCE = Words(
    "Đối soát khớp: {files} tệp đều có kết luận; {typed} ô đã nhập = {results} vào kết quả + {found} nêu trong phát hiện.",
    "Reconciled: all {files} files have a verdict; {typed} typed cells = {results} in results + {found} in findings.",
)
_PROVISIONAL = Words("Số liệu {reasons}.", "Figures are {reasons}.")
_KEPT = Words(
    "Giữ lại, không ghi đè: {path}.",
    "Kept, not overwritten: {path}.",
)
_KEPT_ELSEWHERE = Words(
    "{path} đã bị sửa sau lần ghi trước; bản đã sửa được chuyển sang {now}.",
    "{path} was changed since it was written; the changed file is now {now}.",
)
_OPEN = Words("Mở: {workbook}", "Open: {workbook}")


def command() -> click.Command:
    """Build the click command, with its help in the language of the screen."""

    @click.command("consolidate", cls=SpeakingCommand, help=_HELP.say())
    @click.argument("folder", metavar="DIR", type=given.place)
    @click.option("--authority", metavar="CODE", type=given.code, help=_AUTHORITY.say())
    @click.option("--claim", "attributed", metavar="FILE=UNIT", type=given.text, help=_ATTRIBUTION.say())
    @click.option("--reason", metavar="TEXT", type=given.text, help=_REASON.say())
    def consolidate(
        folder: Path, authority: str | None, attributed: str | None, reason: str | None, agreed: bool
    ) -> int:
        from cchc.findings.finding import has_errors
        from macros_py.commands.consent import asking
        from macros_py.commands.screen import after_work, progress, show_findings
        from macros_py.steps.consolidate import consolidate as run

        request = _request(attributed, reason)
        with progress(_RUNNING) as report:
            done = run(folder, None, report, authority or "", request, asking(agreed))
        with after_work():
            show_findings(done.findings)
            summarise(done, authority or "")
        return 1 if has_errors(list(done.findings)) else 0

    consolidate.params.append(yes_option())
    return consolidate


def _request(attributed: str | None, reason: str | None) -> AttributionRequest | None:
    """The attribution requested on the command line, None where there is none."""
    from cchc.returns.attribution import AttributionRequest

    if not attributed:
        if reason:
            raise click.UsageError(_REASON_ALONE.say())
        return None
    file, equals, unit = attributed.rpartition("=")
    if not equals or not file or not unit:
        raise click.UsageError(_ATTRIBUTION_MALFORMED.say(given=attributed))
    return AttributionRequest(file, composed(unit.strip()), reason or "")


def summarise(done: Consolidation, authority: str = "") -> None:
    """Print the counts of a consolidation, and which file to open."""
    from collections import Counter

    from cchc.command_line import shown_path
    from macros_py.commands.screen import files_sentence, tell
    from macros_py.steps.consolidate import RANKING_WORKBOOK, results_folder

    severities = Counter(each.severity for each in done.findings)
    standing = Counter(result.status[0] for result in done.results.units)
    tell(files_sentence(done.verdicts))
    tell(
        _UNITS,
        units=len(done.results.units),
        returned=standing["returned"],
        missing=standing["missing"],
        rejected=standing["rejected"],
    )
    tell(_FINDINGS, error=severities["error"], warning=severities["warning"], note=severities["note"])
    values = done.reconciliation.values
    tell(
        _BALANCE,
        files=done.reconciliation.files,
        typed=values.typed,
        results=values.in_results,
        found=values.in_findings,
    )
    folder = results_folder(done.opened.folder, authority)
    reasons = "; ".join(words.say() for words in done.results.provisional)
    if reasons:
        tell(_PROVISIONAL, reasons=reasons)
    for each in done.kept:
        path, now = shown_path(folder / each.name), shown_path(folder / each.now)
        tell(_KEPT if each.name == each.now else _KEPT_ELSEWHERE, path=path, now=now)
    tell(_OPEN, workbook=shown_path(folder / RANKING_WORKBOOK))
