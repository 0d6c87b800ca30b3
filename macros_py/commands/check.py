"""`cchc check`."""

from __future__ import annotations

from pathlib import Path

import click

from cchc.language import Words
from macros_py.commands import given
from macros_py.speaking import SpeakingCommand

_HELP = Words(
    "Kiểm tra một phiếu đã nhập. Mã thoát 1: có lỗi.", "Check one filled form. Exit code 1: errors."
)
_CAMPAIGN = Words(
    "Thư mục của đợt; mặc định tìm quanh tệp, không có thì kiểm tra theo bộ tiêu chí ghi trong phiếu.",
    "Campaign folder; by default looked for around the file, else the set the form names is used.",
)
_AGAINST = Words("Đối chiếu với đợt {folder}.", "Checked against the campaign {folder}.")
_ALONE = Words(
    "Không tìm thấy đợt quanh tệp này: chỉ kiểm tra theo bộ tiêu chí ghi trong phiếu, chưa đối chiếu đơn vị, lần phát hành. "
    "Chỉ rõ thư mục của đợt bằng --campaign.",
    "No campaign was found around this file: checked against the set the form names alone, not against units and issues. "
    "Name the campaign folder with --campaign.",
)
_UNIT = Words("Phiếu {number}, mã đối chiếu {code}.", "Form {number}, check code {code}.")
_INDEX = Words(
    "Chỉ số tự đánh giá (tạm tính): {index}%. Còn {open} tiêu chí chưa có điểm.",
    "Self-assessed index (provisional): {index}%. {open} criteria have no score yet.",
)
_NO_INDEX = Words("Phiếu chưa có số liệu.", "The form holds no figures yet.")
_CLEAN = Words("Không có phát hiện nào.", "Nothing was found.")
_REFUSED = Words("Không nhận được phiếu này.", "This form cannot be taken in.")


def command() -> click.Command:
    """Build the click command, with its help in the language of the screen."""

    @click.command("check", cls=SpeakingCommand, help=_HELP.say())
    @click.argument("file", metavar="FILE", type=given.place)
    @click.option("--campaign", metavar="DIR", type=given.place, help=_CAMPAIGN.say())
    def check(file: Path, campaign: Path | None) -> int:
        from cchc.command_line import shown_path
        from cchc.core.check_code import shown_code
        from cchc.core.numbers import shown
        from cchc.findings.finding import has_errors
        from macros_py.commands.screen import show_findings, tell
        from macros_py.steps.check import check_form

        report = check_form(file, campaign)
        if report.campaign:
            tell(_AGAINST, folder=shown_path(report.campaign))
        else:
            tell(_ALONE)
        show_findings(report.findings, report.audience)
        if report.reading is None:
            tell(_REFUSED)
            return 1
        number = report.reading.identity.form_number
        tell(_UNIT, number=number, code=shown_code(report.reading.check_code))
        if report.index is None:
            tell(_NO_INDEX)
        else:
            index = shown(report.index, report.decimals)
            tell(_INDEX, index=index, open=len(report.open_leaves))
        if not report.findings:
            tell(_CLEAN)
        return 1 if has_errors(list(report.findings)) else 0

    return check
