"""The year on paper is the campaign's; a criteria set of another year goes out only where somebody agrees."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from cchc.campaign.model import Authority
from cchc.errors import CchcError
from macros_py.cli import main
from macros_py.demo.run import run_demo
from macros_py.steps.campaign import open_campaign
from macros_py.steps.generate import issue_forms
from macros_py.steps.init import init_campaign
from tests.support.findings import recorded
from tests.support.rounds import start_round

SET = "vinh-long-1877-2023-phu-luc-iii"
YEAR_CELL, TITLE_CELL = "B6", "B5"
HEADED = re.compile("NĂM (20[0-9]{2})")


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert isinstance(ended.value.code, int)
    return ended.value.code


def put(root: Path, sheet: str, cell: str, value: str | int) -> None:
    path = root / "so-dieu-hanh.xlsx"
    workbook = openpyxl.load_workbook(path)
    workbook[sheet][cell] = value
    workbook.save(path)


def texts(path: Path) -> str:
    """Everything a workbook says: strings, prompts, properties."""
    with zipfile.ZipFile(path) as package:
        parts = (package.read(name) for name in package.namelist() if name.endswith(".xml"))
        return unescape("\n".join(part.decode("utf-8", "replace") for part in parts))


def workbooks(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*.xlsx")) if zipfile.is_zipfile(path))


def years_in_titles(folder: Path) -> set[str]:
    return {year for path in workbooks(folder) for year in HEADED.findall(texts(path))}


@pytest.fixture
def of_2024(tmp_path: Path) -> Path:
    """A campaign of 2024, all said of it, scored by the criteria set of 2023."""
    root = tmp_path / "dot"
    init_campaign(root, "hon-quan-2023")
    put(root, "Đợt", YEAR_CELL, 2024)
    put(root, "Đợt", "B12", "31/01/2025")
    put(root, "Loại đơn vị", "D4", "04/12/2024")
    return root


def test_a_set_of_another_year_is_asked_about(of_2024: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody to ask: both years and the ways on are named, and nothing is issued."""
    assert run("generate", str(of_2024)) == 2
    told = capsys.readouterr().err
    for named in ("2023", "2024", "--yes", "Năm đánh giá", f"bo-tieu-chi/{SET}/set.toml"):
        assert named in told
    assert not list((of_2024 / "phat-hanh").rglob("*.xlsx"))
    assert not (of_2024 / ".cchc" / "phat-hanh.json").exists()


def test_agreed_to_the_forms_print_the_year_judged(
    of_2024: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And once they are out, nothing is asked again: the same files are there."""
    assert run("generate", str(of_2024), "--yes") == 0
    assert "CONTROL_YEAR" not in capsys.readouterr().out
    forms = {path: path.read_bytes() for path in workbooks(of_2024 / "phat-hanh")}
    assert len(forms) == 13
    for path in forms:
        assert HEADED.findall(texts(path)) == ["2024", "2024"]
    assert run("generate", str(of_2024)) == 0
    assert {path: path.read_bytes() for path in forms} == forms
    assert run("generate", str(of_2024), "--reissue", "--unit", "25327") == 2


def test_a_set_declared_of_the_year_is_not_asked_about(of_2024: Path) -> None:
    header = of_2024 / "bo-tieu-chi" / SET / "set.toml"
    header.write_bytes(header.read_bytes().replace(b"year = 2023", b"year = 2024"))
    assert run("generate", str(of_2024)) == 0
    assert years_in_titles(of_2024 / "phat-hanh") == {"2024"}


def test_a_year_left_behind_in_the_control_workbook_is_a_remark(tmp_path: Path) -> None:
    """A title somebody typed, and deadlines before the year has begun, each with its cell."""
    root = start_round(tmp_path / "dot", units=1).root
    put(root, "Đợt", YEAR_CELL, 2024)
    put(root, "Đợt", TITLE_CELL, "Chỉ số cải cách hành chính năm 2023, theo Quyết định 12/2022/QĐ-UBND")
    found = {
        (each.code, each.sheet, each.cell, recorded(each).found) for each in issue_forms(root).findings
    }
    assert found == {
        ("CONTROL_YEAR_DIFFERS", "Đợt", TITLE_CELL, "2023"),
        ("CONTROL_YEAR_DIFFERS", "Loại đơn vị", "D4", "04/12/2023"),
        ("CONTROL_CHANGED_AFTER_ISSUE", "", "", "2024"),
    }


def test_the_title_takes_the_year(tmp_path: Path) -> None:
    root = start_round(tmp_path / "dot", units=1).root
    put(root, "Đợt", YEAR_CELL, 2024)
    assert "hành chính năm 2024 của" in open_campaign(root).campaign.title


def test_a_form_that_is_out_keeps_the_year_it_prints(tmp_path: Path) -> None:
    """The year moved after issue: what comes back is compared with what went out."""
    round_ = start_round(tmp_path / "dot", units=1)
    content = next(workbooks(round_.root / "phat-hanh")).read_bytes()
    put(round_.root, "Đợt", YEAR_CELL, 2024)
    issue_forms(round_.root)
    assert next(workbooks(round_.root / "phat-hanh")).read_bytes() == content
    round_.put("phieu.xlsx", content)
    codes = {each.code for each in round_.consolidate().findings}
    assert "LOCKED_TEXT_EDITED" not in codes


def test_a_record_of_an_earlier_version_has_the_year_of_its_set(tmp_path: Path) -> None:
    """Such records say nothing of a year, and such forms print that of the criteria set."""
    round_ = start_round(tmp_path / "dot", units=1)
    manifest = round_.root / ".cchc" / "phat-hanh.json"
    record = json.loads(manifest.read_text(encoding="utf-8"))
    for entry in record.values():
        del entry["texts"]["year"]
    manifest.write_text(json.dumps(record), encoding="utf-8")
    assert [each.code for each in issue_forms(round_.root).findings] == []
    assert years_in_titles(round_.root / "phat-hanh") == {"2023"}


@pytest.mark.parametrize("preset", ["hon-quan-2023", "vinh-long-2023", "vinh-long-2025"])
def test_what_comes_along_goes_out_without_alarm(
    tmp_path: Path, preset: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "dot"
    assert run("init", str(root), "--preset", preset) == 0
    capsys.readouterr()
    assert run("generate", str(root)) == 0
    said = capsys.readouterr()
    assert "Lưu ý" not in said.out and "Cảnh báo" not in said.out and said.err == ""
    assert years_in_titles(root / "phat-hanh") == {preset[-4:]}


def test_a_whole_round_of_two_levels_says_2025_and_knows_no_district(tmp_path: Path) -> None:
    """Every kind of paper: unit forms, all rounds of the appraisal, board, surveys, ranking, results."""
    done = run_demo(tmp_path / "dot", 4, 1, preset_name="vinh-long-2025")
    assert done.succeeded
    kinds = ("phat-hanh", "tham-dinh/phat-hanh", "khao-sat", "ket-qua/phieu-ket-qua", "ket-qua")
    for kind in kinds:
        years = years_in_titles(done.root / kind)
        assert years - ({"2024"} if kind == "khao-sat" else set()) == {"2025"}, kind
    for path in workbooks(done.root):
        told = texts(path)
        found = re.search("(?i)huyện|thị trấn|Phòng Nội vụ|Phòng Tư pháp|Phòng Tài chính|chính phủ<", told)
        assert found is None, (path.name, found)


def left_head(path: Path) -> list[tuple[str, bool]]:
    """The two lines at the top left, and whether they are bold."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [(str(sheet.cell(row, 1).value or ""), bool(sheet.cell(row, 1).font.b)) for row in (1, 2)]


def test_who_stands_at_the_top_left(tmp_path: Path) -> None:
    """Nghị định 30/2020/NĐ-CP: the superior, the body itself in bold below; UBND tỉnh has no superior."""
    done = run_demo(tmp_path / "dot", 3, 1, preset_name="vinh-long-2023")
    heads = {
        path.relative_to(done.root).as_posix(): left_head(path)
        for folder in ("phat-hanh", "ket-qua/phieu-ket-qua")
        for path in workbooks(done.root / folder)
    }
    province, city = "UBND TỈNH VĨNH LONG", "UBND THÀNH PHỐ VĨNH LONG"
    department = "VĂN PHÒNG UBND TỈNH"
    assert heads["phat-hanh/vinh-long/VPUBND-van-phong-ubnd-tinh.xlsx"] == [
        (province, False),
        (department, True),
    ]
    assert heads["phat-hanh/vinh-long/855-ubnd-thanh-pho-vinh-long.xlsx"] == [
        (province, False),
        (city, True),
    ]
    ward = next(head for name, head in heads.items() if "/29542-" in name)
    assert ward == [(city, False), ("UBND PHƯỜNG 9, THÀNH PHỐ VĨNH LONG", True)]
    results = {name: head for name, head in heads.items() if name.startswith("ket-qua")}
    assert results
    for name, head in results.items():
        by_city = "/xa-" in name
        assert head[0] == ((province, False) if by_city else (province, True)), name
        assert head[1][0] == (city if by_city else ""), name


def test_the_government_is_printed_above_nobody() -> None:
    """Control workbooks made by earlier versions hold it, composed or not."""
    for written in ("Chính phủ", "CHÍNH PHỦ", "Chi\u0301nh phu\u0309"):
        assert Authority("T", "UBND tỉnh", written, "Sở Nội vụ", "T").superior_printed == ""
    assert Authority("H", "UBND huyện", "UBND tỉnh", "Phòng Nội vụ", "H").superior_printed == "UBND tỉnh"


def test_nobody_is_asked_where_a_step_runs_without_a_person(of_2024: Path) -> None:
    with pytest.raises(CchcError, match="2023"):
        issue_forms(of_2024)
    asked: list[str] = []

    def agreeing(said: Sequence[str]) -> bool:
        asked.extend(said)
        return True

    assert len(issue_forms(of_2024, ask=agreeing).files) == 13
    assert len(asked) == 1
