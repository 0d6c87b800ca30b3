"""`cchc survey DIR template|import`."""

from __future__ import annotations

from pathlib import Path

import click

from cchc.criteria.sources import BY_WORD
from cchc.language import Words
from macros_py.commands import given
from macros_py.speaking import SpeakingCommand, SpeakingGroup

_HELP = Words(
    "Điểm điều tra xã hội học: lập mẫu nhập kết quả, nhập kết quả.",
    "Survey points: make templates for the results, import the results.",
)
_TEMPLATE = Words(
    "Lập mẫu vào khao-sat/mau/: mỗi đơn vị một dòng, mỗi tiêu chí điều tra một cột. Nhận xét của các phòng "
    "chuyên môn: mỗi phòng một phiếu. Mẫu đã có số liệu được giữ nguyên.",
    "Write templates into khao-sat/mau/: a row per unit, a column per survey criterion. Remarks of departments: a "
    "form for each. A template that holds figures is left as it is.",
)
_IMPORT = Words(
    "Nhập mẫu đã điền (tệp, thư mục, .zip). Tệp có chỗ sai không được nhập; mọi chỗ sai được nêu theo trang và ô. "
    "Mã thoát 1: có tệp không nhập được; 2: không nhập được tệp nào.",
    "Import filled templates (files, folders, .zip). A file with a fault is not imported; every fault is named by "
    "sheet and cell. Exit code 1: some file was refused; 2: all were.",
)
_SOURCE = Words(
    "ministry: điều tra của Bộ Nội vụ; sipas: khảo sát hài lòng; remarks: nhận xét của cơ quan chuyên môn.",
    "ministry: the Ministry's survey; sipas: satisfaction survey; remarks: remarks of the departments.",
)
_YEAR = Words("Năm của kết quả điều tra.", "Year of the survey.")
_AUTHORITY = Words("Chỉ các đơn vị của cơ quan thẩm định này.", "Only the units of this authority.")
_REPLACE_FILES = Words("Thay cả mẫu đã có số liệu.", "Replace templates that hold figures, too.")
_REPLACE = Words("Thay số đã nhập trước bằng số trong tệp.", "Replace figures that were imported before.")
_WROTE = Words("Đã lập {count} mẫu vào {folder}.", "Wrote {count} templates into {folder}.")
_KEPT = Words(
    "Giữ nguyên {file}: tệp đã có và khác mẫu trống (thay: --replace).",
    "Left as it is: {file} is there and differs from an empty template (--replace to replace).",
)
_NEXT = Words(
    "Điền, lưu, đóng tệp, rồi chạy:\n  {command}",
    "Fill in, save, close, then run:\n  {command}",
)
_FILLED = Words("TỆP", "FILE")
_TAKEN = Words(
    "Đã nhập {taken} tệp, không nhập {refused} tệp. {record} nay có {figures} số liệu của {units} đơn vị.\n"
    "Tính lại:\n  {command}",
    "Imported {taken} files, refused {refused}. {record} now holds {figures} figures of {units} units.\n"
    "Compute again:\n  {command}",
)


class _SurveyGroup(SpeakingGroup):
    """A group that finds its verbs by their Vietnamese names, too."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, {"mau": "template", "nhap": "import"}.get(cmd_name, cmd_name))


def command() -> click.Command:
    """Build the click command, with its help in the language of the screen."""

    @click.group("survey", cls=_SurveyGroup, help=_HELP.say())
    @click.argument("folder", metavar="DIR", type=given.place)
    @click.pass_context
    def survey(ctx: click.Context, folder: Path) -> None:
        ctx.obj = folder

    source = click.Option(["--source"], type=click.Choice(list(BY_WORD)), required=True, help=_SOURCE.say())
    template = [
        source,
        click.Option(["--year"], type=int, help=_YEAR.say()),
        click.Option(["--authority"], metavar="CODE", type=given.code, help=_AUTHORITY.say()),
        click.Option(["--replace", "replace_files"], is_flag=True, help=_REPLACE_FILES.say()),
    ]
    importing = [
        click.Argument(["files"], metavar="FILE…", nargs=-1, required=True, type=given.place),
        source,
        click.Option(["--year"], type=int, required=True, help=_YEAR.say()),
        click.Option(["--replace", "replace_figures"], is_flag=True, help=_REPLACE.say()),
    ]
    for name, words, params, run in (
        ("template", _TEMPLATE, template, _run_template),
        ("import", _IMPORT, importing, _run_import),
    ):
        survey.add_command(
            SpeakingCommand(name, help=words.say(), params=list[click.Parameter](params), callback=run)
        )
    return survey


def _folder() -> Path:
    folder = click.get_current_context().obj
    assert isinstance(folder, Path)
    return folder


def _run_template(source: str, year: int | None, authority: str | None, replace_files: bool) -> None:
    from cchc.command_line import command_line, shown_path
    from cchc.survey.places import TEMPLATES
    from macros_py.commands.screen import after_work, tell
    from macros_py.steps.survey import write_templates

    root = _folder()
    done = write_templates(root, BY_WORD[source].key, year, authority or "", replace_files)
    there = (*done.written, *done.kept)
    file = there[0] if len(there) == 1 else _FILLED.say()
    importing = ("survey", root, "import", file, "--source", source, "--year", str(done.year))
    with after_work():
        tell(_WROTE, count=len(done.written), folder=shown_path(root / "khao-sat" / TEMPLATES))
        for kept in done.kept:
            tell(_KEPT, file=shown_path(kept))
        tell(_NEXT, command=command_line(*importing))


def _run_import(files: tuple[Path, ...], source: str, year: int, replace_figures: bool) -> int:
    from cchc.command_line import command_line, shown_path
    from macros_py.commands.screen import after_work, show_findings, tell
    from macros_py.steps.survey import import_surveys

    root = _folder()
    done = import_surveys(root, files, BY_WORD[source].key, year, None, replace_figures)
    with after_work():
        show_findings(done.findings)
        tell(
            _TAKEN,
            taken=len(done.taken),
            refused=len(done.refused),
            record=shown_path(done.record),
            figures=done.figures,
            units=done.units,
            command=command_line("consolidate", root),
        )
    return 1 if done.refused else 0
