"""Writes docs/reference.md from the code: verbs, findings, tables, files. Run it after changing any of them.

uv run python docs/make_reference.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from cchc.campaign.tables import TABLES
from cchc.criteria.declaration import OPTIONAL_COLUMNS, REQUIRED_COLUMNS
from cchc.findings.catalogue import CATALOGUE
from cchc.language import choose
from generator.machine import files as machine_files
from macros_py.cli import build
from macros_py.verbs import VERBS
from workbook_templates.forms.appraisal import APPRAISAL
from workbook_templates.forms.unit import UNIT
from workbook_templates.udf_catalogue import CATALOGUE as CATALOGUE_OF_FUNCTIONS
from workbook_templates.words.rules.table import EXAMPLES

TARGET = Path(__file__).parent / "reference.md"


def reference() -> str:
    """The text of the whole reference."""
    choose("vi")
    parts = (_verbs(), _functions(), _files(), _control(), _criteria(), _findings())
    head = "# Tra cứu / Reference\n\nTệp này sinh từ mã nguồn (docs/make_reference.py), không sửa tay.\n"
    return head + "".join("\n" + "\n".join(part) + "\n" for part in parts)


def _verbs() -> Iterator[str]:
    yield "## Lệnh / Verbs"
    group = build()
    for verb in VERBS:
        command = group.get_command(click.Context(group), verb.name)
        assert command is not None
        yield f"\n### `cchc {verb.name}` (`{verb.alias}`)\n\n{verb.help.vi} {verb.help.en}\n"
        with click.Context(command, info_name=f"cchc {verb.name}", color=False) as context:
            context.terminal_width = 100
            yield "```text\n" + command.get_help(context).rstrip() + "\n```"
    yield (
        "\nMã thoát / exit codes: 0 xong, không có lỗi; 1 xong, có phát hiện mức lỗi; 2 không chạy được."
        "\nNgôn ngữ / language: `--lang en` hoặc / or `CCHC_LANG=en`."
    )


def _functions() -> Iterator[str]:
    yield "## Hàm trong bảng tính / Functions in sheets"
    yield "\nExcel: `CCHC_…`; LibreOffice: `CCHC.…`. Mọi đối số đều bắt buộc; gọi cả cột một lần, nhập dạng công thức mảng."
    yield "Arguments are all required; pass whole columns and enter an array formula."
    for function in CATALOGUE_OF_FUNCTIONS:
        names = "; ".join(each.label.vi for each in function.parameters)
        yield f"\n### `{function.excel_name}({names})`\n\n{function.help.vi} {function.help.en}\n"
        for each in function.parameters:
            yield f"- {each.label.vi} (`{each.name}`): {each.help.vi} {each.help.en}"


def _files() -> Iterator[str]:
    yield "## Tệp cho máy / Files for machines (ket-qua/)"
    yield "\nCSV: UTF-8 có BOM, dấu phẩy ngăn cột, dấu chấm thập phân. Điểm trống nghĩa là chưa chấm, không phải 0.\n"
    for name, columns in (
        (machine_files.RANKING_FILE, machine_files.RANKING_COLUMNS),
        (machine_files.SCORES_FILE, machine_files.SCORES_COLUMNS),
        (machine_files.SURVEYS_FILE, machine_files.SURVEY_COLUMNS),
        (machine_files.BOARD_FILE, machine_files.board_columns(UNIT)),
    ):
        yield f"- `{name}`: " + ", ".join(f"`{column}`" for column in columns)
    columns = ", ".join(f"`{column}`" for column in machine_files.board_columns(APPRAISAL["first"]))
    yield f"- `tham-dinh/{machine_files.APPRAISAL_BOARD_FILE}` (cchc appraise merge): {columns}"
    yield f"- `tham-dinh/{machine_files.FINDINGS_FILE}` (cchc appraise merge): như / like `{machine_files.FINDINGS_FILE}`"
    fields = "code,severity,unit_code,file,sheet,cell,criterion_code,found,expected,message,remedy"
    yield f"- `{machine_files.FINDINGS_FILE}`: " + ", ".join(f"`{each}`" for each in fields.split(","))


def _control() -> Iterator[str]:
    yield "## Sổ điều hành / Control workbook (so-dieu-hanh.xlsx)"
    for table in TABLES:
        yield f"\n### {table.title}\n\n{table.explanation}\n\n| Cột | Bắt buộc | Giải thích |\n|---|---|---|"
        for column in table.columns:
            required = "có" if column.required else ""
            yield f"| {column.heading} | {required} | {column.explanation} |"


def _criteria() -> Iterator[str]:
    yield "## Bộ tiêu chí / Criteria sets (bo-tieu-chi/)"
    yield "\n`set.toml` là phần đầu; `criteria.csv` mỗi dòng của Phụ lục một dòng, các cột:\n"
    yield ", ".join(f"`{column}`" for column in REQUIRED_COLUMNS) + "; tùy chọn: "
    yield ", ".join(f"`{column}`" for column in OPTIONAL_COLUMNS)
    yield "\nQuy tắc chấm / rules:\n"
    yield "```text\n" + "\n".join(example.notation for example in EXAMPLES) + "\n```"


def _findings() -> Iterator[str]:
    yield "## Phát hiện / Findings"
    yield "\n| Mã | Mức độ | Nội dung | Việc cần làm | English |\n|---|---|---|---|---|"
    for code, entry in CATALOGUE.items():
        cells = (f"`{code}`", entry.severity, entry.message.vi, entry.remedy.vi, entry.message.en)
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
