"""The file of the control workbook: under another name or format, damaged, locked, copied, open. Nobody is sent to a
new campaign or an old backup while the file with the edits is there.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.command.test_cli import run
from tests.intake.packages import zipped
from tests.intake.test_container import with_password
from tests.support.command_runs import on_disk
from tests.support.rounds import Round, full_values, start_round

CONTROL = "so-dieu-hanh.xlsx"
READING = (["status"], ["consolidate"], ["generate"], ["explain", "25327"])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    round_: Round = start_round(tmp_path_factory.mktemp("dot") / "dot", units=1)
    round_.put("phieu.xlsx", round_.form(full_values(round_.criteria)))
    return round_.root


@pytest.fixture
def dot(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "dot")
    return tmp_path / "dot"


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "900")


def told_by(verb: list[str], dot: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    name, *rest = verb
    capsys.readouterr()
    code = run(name, dot, *rest)
    shown = capsys.readouterr()
    return code, " ".join((shown.out + shown.err).split())


def as_folder(dot: Path) -> None:
    (dot / CONTROL).unlink()
    (dot / "so-dieu-hanh.numbers").mkdir()
    (dot / "so-dieu-hanh.numbers" / "Index.zip").write_bytes(b"PK")


@pytest.mark.parametrize(
    "name",
    [
        "so-dieu-hanh.xlsm",
        "so-dieu-hanh.xls",
        "so-dieu-hanh.ods",
        "so-dieu-hanh.numbers",
        "so-dieu-hanh.xlsx.xlsx",
        "So-Dieu-Hanh.XLSX",
        "so-dieu-hanh (1).xlsx",
        "Bản sao của so-dieu-hanh.xlsx",
        "so-dieu-hanh.xlsx.crdownload",
        ".so-dieu-hanh.xlsx.icloud",
        "Sổ điều hành.xlsx",
        "dot 2023 moi.xlsx",
    ],
)
@pytest.mark.parametrize("verb", READING, ids=lambda verb: verb[0])
def test_the_control_workbook_under_another_name(
    dot: Path, verb: list[str], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is named, and how it becomes the one that is read; doing so brings every edit back."""
    (dot / CONTROL).rename(dot / name)
    before = on_disk(dot)
    code, told = told_by(verb, dot, capsys)
    assert code == 2 and name in told and f"lưu dạng Excel (.xlsx) với tên {CONTROL}" in told
    assert "Tạo đợt mới:" not in told and "cchc init" not in told and "Khôi phục" not in told
    assert on_disk(dot) == before
    (dot / name).rename(dot / CONTROL)
    assert told_by(["status"], dot, capsys)[0] == 0


def test_a_package_folder_of_a_mac(dot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    as_folder(dot)
    code, told = told_by(["status"], dot, capsys)
    assert code == 2 and "so-dieu-hanh.numbers" in told


def test_a_workbook_of_that_name_where_no_campaign_is(
    tmp_path: Path, dot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody sent the control workbook alone, as .xls: no new campaign may come of it."""
    (tmp_path / "khac").mkdir()
    shutil.copy(dot / CONTROL, tmp_path / "khac" / "so-dieu-hanh.xls")
    code, told = told_by(["status"], tmp_path / "khac", capsys)
    assert code == 2 and "so-dieu-hanh.xls" in told and ".cchc" in told
    assert "không tạo đợt mới" in told and "cchc init" not in told


OTHER_CONTENTS = {
    "empty": b"",
    "cut": b"PK\x03\x04" + bytes(200),
    "pdf": b"%PDF-1.7\n",
    "web page": b"<html><body></body></html>",
    "numbers": zipped({"Index/Document.iwa": b"", "Index/Tables/a.iwa": b"", "preview.jpg": b""}),
    "word": zipped({"word/document.xml": b"", "[Content_Types].xml": b""}),
    "zip": zipped({"a/so-dieu-hanh.xlsx": b"PK"}),
    "old": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
}


@pytest.mark.parametrize("kind", OTHER_CONTENTS)
@pytest.mark.parametrize("verb", READING, ids=lambda verb: verb[0])
def test_what_cannot_be_read_is_not_thrown_away(
    dot: Path, verb: list[str], kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (dot / CONTROL).write_bytes(OTHER_CONTENTS[kind])
    code, told = told_by(verb, dot, capsys)
    assert code == 2 and "lưu" in told and "Excel (.xlsx) với tên cũ" in told
    assert "cchc init" not in told and "Khôi phục từ bản sao lưu" not in told


def test_a_password(dot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (dot / CONTROL).write_bytes(with_password((dot / CONTROL).read_bytes()))
    code, told = told_by(["consolidate"], dot, capsys)
    assert code == 2 and "bỏ mật khẩu" in told and "sao lưu" not in told


COPIES = [
    "so-dieu-hanh (1).xlsx",
    "so-dieu-hanh (PC1's conflicted copy 2023-12-01).xlsx",
    "so-dieu-hanh-DESKTOP-ABC.xlsx",
    "so-dieu-hanh.sync-conflict-20231201-101010-ABCDEFG.xlsx",
    "Bản sao của so-dieu-hanh.xlsx",
    "so-dieu-hanh - Copy.xlsx",
    "Copy of so-dieu-hanh.xlsx",
    "so-dieu-hanh.xlsm",
    "so-dieu-hanh.ods",
    "Sổ điều hành.xlsx",
]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_beside_it_is_named_and_not_read(
    dot: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the copy the first unit is special: it is ranked all the same, and every verb says which file is read."""
    workbook = openpyxl.load_workbook(dot / CONTROL)
    workbook["Đơn vị"]["G4"] = "x"
    workbook.save(dot / "sua.xlsx")
    (dot / "sua.xlsx").rename(dot / name)
    for verb in READING:
        code, told = told_by(verb, dot, capsys)
        assert code == 0 and name in told and f"chỉ đọc {CONTROL}" in told, verb
    recorded = (dot / "ket-qua" / "phat-hien.jsonl").read_text(encoding="utf-8")
    assert recorded.count('"CONTROL_COPY_BESIDE"') == 1
    rank = (dot / "ket-qua" / "xep-hang.csv").read_text(encoding="utf-8-sig").splitlines()[1].split(",")[1]
    assert rank == "1"


@pytest.mark.parametrize(
    "mark", ["~$so-dieu-hanh.xlsx", ".~lock.so-dieu-hanh.xlsx#", "~$-dieu-hanh.xlsx", ".~so-dieu-hanh.xlsx"]
)
def test_a_workbook_that_is_open_elsewhere(
    dot: Path, mark: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (dot / mark).write_bytes(b"\x05user" + bytes(160))
    for verb in READING:
        code, told = told_by(verb, dot, capsys)
        assert code == 0 and mark in told and "chưa lưu" in told, verb


def test_other_files_beside_it_are_nobodys_copy(dot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A letter, a list and the files of this program raise nothing."""
    for name in ("cong van.docx", "danh sach don vi.xlsx", "~$cong van.docx", ".so-dieu-hanh.xlsx.123.tmp"):
        (dot / name).write_bytes(b"x")
    for verb in READING:
        code, told = told_by(verb, dot, capsys)
        assert code == 0 and "CONTROL" not in told and "Bên cạnh" not in told and "đang mở" not in told, (
            verb
        )
    assert "CONTROL_" not in (dot / "ket-qua" / "phat-hien.jsonl").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root reads everything")
def test_no_right_to_read(dot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (dot / CONTROL).chmod(0)
    code, told = told_by(["status"], dot, capsys)
    assert code == 2 and "Đóng tệp" in told


def test_a_copy_beside_a_file_of_a_criteria_set(dot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = dot / "bo-tieu-chi" / "vinh-long-1877-2023-phu-luc-iii"
    shutil.copy(folder / "criteria.csv", folder / "criteria (1).csv")
    (folder / "ghi chu criteria.docx").write_bytes(b"x")
    for verb in READING:
        code, told = told_by(verb, dot, capsys)
        assert code == 0 and "criteria (1).csv" in told and "ghi chu" not in told, verb


def test_a_criteria_set_under_other_names(dot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = dot / "bo-tieu-chi" / "vinh-long-1877-2023-phu-luc-iii"
    (folder / "criteria.csv").rename(folder / "criteria.csv.txt")
    code, told = told_by(["status"], dot, capsys)
    assert code == 2 and "criteria.csv.txt" in told
