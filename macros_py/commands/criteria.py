"""`cchc criteria check|show|export|import|diff`."""

from __future__ import annotations

from pathlib import Path

import click

from cchc.command_line import shown_path
from cchc.language import Words, for_the_screen
from macros_py.commands import given
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
_EXPORT = Words(
    "Ghi bộ tiêu chí ra tệp Excel để xem, sửa; mã và điểm ở dạng văn bản nên Excel không tự đổi.",
    "Write a set as an Excel workbook to be edited; codes and points are text, so that Excel changes none.",
)
_PRINTED = Words("Ghi ra tệp Excel để in thay vì hiện ở đây.", "Write a workbook to be printed instead.")
_EXPORTED = Words("Đã ghi {file}.", "Wrote {file}.")
_IMPORT = Words(
    "Đọc tệp Excel đã sửa thành bộ tiêu chí; mọi chỗ sai được nêu tên trang và ô, khi đó không ghi gì.",
    "Read an edited workbook into a set; every fault is named by sheet and cell, and nothing is written then.",
)
_REPLACE = Words("Thay bộ tiêu chí đang có trong thư mục.", "Replace the set in the folder.")
_IMPORTED = Words("Đã nhập vào {folder}.", "Imported into {folder}.")
_DIFF = Words(
    "So sánh hai bộ tiêu chí theo mã. Mã thoát 1: có khác nhau.",
    "Compare two sets by code. Exit code 1: they differ.",
)
_SAME = Words("Hai bộ tiêu chí giống nhau.", "The two sets are the same.")
_DIFF_HEADINGS = (
    Words("Mã", "Code"),
    Words("Thay đổi", "Change"),
    Words("Mục", "Field"),
    Words("Trước", "Before"),
    Words("Sau", "After"),
)
_KINDS = {
    "added": Words("Thêm", "Added"),
    "removed": Words("Bỏ", "Removed"),
    "moved": Words("Đổi mã", "Moved"),
    "changed": Words("Sửa", "Changed"),
}
_COUNTS = Words(
    "{domains} lĩnh vực, {criteria} tiêu chí, {subs} tiêu chí thành phần",
    "{domains} domains, {criteria} criteria, {subs} sub-criteria",
)
_ALIASES = {
    "check": "kiem-tra",
    "show": "xem",
    "export": "xuat",
    "import": "nhap",
    "diff": "so-sanh",
}
_POINTS = Words("{points} điểm", "{points} points")


def command() -> click.Command:
    """Build the click command, with its help in the language of the screen."""

    @click.group("criteria", cls=SpeakingGroup, aliases=_ALIASES, help=f"{_HELP.say()} {_SET.say()}")
    def criteria() -> None:
        pass

    one = [click.Argument(["criteria_set"], metavar="SET", type=given.text)]
    file = click.Argument(["file"], metavar="FILE.xlsx", type=given.place)
    folder = click.Argument(["folder"], metavar="DIR", type=given.place)
    replace = click.Option(["--replace"], is_flag=True, help=_REPLACE.say())
    printed = click.Option(
        ["--xlsx", "printed"], metavar="FILE.xlsx", type=given.place, help=_PRINTED.say()
    )
    two = [
        click.Argument([name], metavar=letter, type=given.text)
        for name, letter in (("before", "A"), ("after", "B"))
    ]
    for name, words, arguments, run in (
        ("check", _CHECK, one, _check),
        ("show", _SHOW, [*one, printed], _show),
        ("export", _EXPORT, [*one, file], _export),
        ("import", _IMPORT, [file, folder, replace], _import),
        ("diff", _DIFF, two, _diff),
    ):
        criteria.add_command(
            SpeakingCommand(name, help=words.say(), params=list[click.Parameter](arguments), callback=run)
        )
    return criteria


def _export(criteria_set: str, file: Path) -> None:
    from macros_py.commands.screen import after_work, tell
    from macros_py.steps.criteria import export_set

    export_set(criteria_set, file)
    with after_work():
        tell(_EXPORTED, file=shown_path(file))


def _import(file: Path, folder: Path, replace: bool) -> None:
    from macros_py.commands.screen import after_work, show_findings, tell
    from macros_py.steps.criteria import import_set

    remarks = import_set(file, folder, replace)
    with after_work():
        show_findings(remarks)
        tell(_IMPORTED, folder=shown_path(folder))


def _diff(before: str, after: str) -> int:
    from cchc.criteria.diff import compare
    from macros_py.commands.screen import show_table, tell
    from macros_py.steps.criteria import find_set

    found = compare(find_set(before), find_set(after))
    if found.is_empty:
        tell(_SAME)
        return 0
    rows = [("", "set.toml", change.field, change.before, change.after) for change in found.header]
    for line in found.lines:
        what = f"{_KINDS[line.kind].say()}: {line.name}"
        if line.fields:
            rows += [(line.code, what, each.field, each.before, each.after) for each in line.fields]
        else:
            rows.append((line.code, what, "code", line.before, line.after))
    show_table(_DIFF_HEADINGS, rows, lines=True, fold=False)
    return 1


def _check(criteria_set: str) -> None:
    from cchc.core.numbers import plain
    from macros_py.commands.screen import tell
    from macros_py.steps.criteria import find_set

    found = find_set(criteria_set)
    header = found.header
    levels = [sum(1 for line in found.lines if line.level == level) for level in (1, 2, 3)]
    split = ", ".join(f"{source} {plain(points)}" for source, points in header.expected.split.items())
    tell(
        _SOUND,
        title=header.title,
        id=header.id,
        version=header.version,
        counts=_COUNTS.say(domains=levels[0], criteria=levels[1], subs=levels[2]),
        points=plain(header.expected.points),
        split=split,
    )


def _show(criteria_set: str, printed: Path | None) -> None:
    if printed is not None:
        from macros_py.commands.screen import after_work, tell
        from macros_py.steps.criteria import print_set

        print_set(criteria_set, printed)
        with after_work():
            tell(_EXPORTED, file=shown_path(printed))
    else:
        _show_tree(criteria_set)


def _show_tree(criteria_set: str) -> None:
    from cchc.core.numbers import plain
    from macros_py.commands.screen import Branch, Styled, show_tree
    from macros_py.steps.criteria import find_set
    from workbook_templates.words.sentences import measure_sentences, rule_sentence
    from workbook_templates.words.sources import source_note

    found = find_set(criteria_set)
    root = Branch(f"{found.header.title} – {found.header.decision}")
    branches = {"": root}
    for line in found.lines:
        points = _POINTS.say(points=plain(line.max_points))
        label = (Styled(line.code, "bold"), f" {line.name} ", Styled(f"({points})", "cyan"))
        branch = branches[line.code.rpartition(".")[0]].add(*label)
        branches[line.code] = branch
        scored = found.leaf_by_code.get(line.code)
        if scored is not None:
            with for_the_screen():
                source = source_note(scored.leaf.source, found.header)
                texts = (source, rule_sentence(scored), *measure_sentences(scored))
            branch.add(Styled(" ".join(text for text in texts if text), "dim"))
    show_tree(root)
