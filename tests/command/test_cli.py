"""The command as people type it: verbs, aliases, languages, exit codes, never a traceback."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cchc.language import choose
from macros_py.cli import main
from macros_py.verbs import VERBS
from tests.support.rounds import Round, full_values, start_round


def run(*arguments: str | Path) -> int:
    """The exit code of `cchc ARGUMENTS`."""
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    choose("vi")
    return int(ended.value.code or 0)


def filled_round(folder: Path) -> Round:
    """A round in which every unit has returned a clean form."""
    round_ = start_round(folder, units=2)
    for unit in round_.units:
        round_.put(f"{unit}.xlsx", round_.form(full_values(round_.criteria), unit))
    return round_


@pytest.mark.parametrize("language", ["vi", "en"])
def test_help_lists_every_verb_with_its_alias(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--lang", language, "--help") == 0
    shown = capsys.readouterr().out
    for verb in VERBS:
        assert f"{verb.name} ({verb.alias})" in shown
        assert (verb.help.vi if language == "vi" else verb.help.en).split()[0] in shown


@pytest.mark.parametrize("name", [name for verb in VERBS for name in (verb.name, verb.alias)])
def test_every_verb_and_alias_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(name, "--help") == 0
    assert "Cách dùng: cchc" in capsys.readouterr().out
    assert run(name, "--help", "--lang", "en") == 2  # --lang stands before the verb
    assert run("--lang", "en", name, "--help") == 0
    assert "Usage: cchc" in capsys.readouterr().out


def test_the_environment_chooses_the_language(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CCHC_LANG", "en")
    assert run("--help") == 0
    assert "Make a campaign folder." in capsys.readouterr().out


def test_a_round_from_init_to_ranking(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """init, generate, status, consolidate: each says what to type next or what to open."""
    folder = tmp_path / "Đợt 2023"
    assert run("init", folder, "--preset", "hon-quan-2023") == 0
    assert f"cchc generate '{folder}'\n" in capsys.readouterr().out
    assert run("phat-hanh", folder) == 0
    assert "Đã phát hành 13 phiếu" in capsys.readouterr().out
    assert len(list((folder / "phat-hanh").rglob("*.xlsx"))) == 13
    assert run("tinh-hinh", folder) == 0
    assert "0/13 đơn vị đã nộp" in capsys.readouterr().out
    assert run("tong-hop", folder) == 0  # missing units are warnings, not errors
    names = {path.name for path in (folder / "ket-qua").iterdir()}
    files = {"xep-hang.csv", "diem.csv", "dieu-tra.csv", "phat-hien.jsonl", "so-nhan.csv"}
    assert names == {"xep-hang.xlsx", *files}


def test_consolidate_ends_with_1_when_errors_were_found(tmp_path: Path) -> None:
    round_ = filled_round(tmp_path / "dot")
    assert run("consolidate", round_.root) == 0
    round_.put("hong.xlsx", b"PK\x03\x04 not a workbook")
    assert run("consolidate", round_.root) == 1


def test_check_within_a_campaign_and_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At the authority the campaign is found around the file; elsewhere the set the form names is used."""
    round_ = filled_round(tmp_path / "dot")
    form = round_.opened.folder.returned / f"{round_.units[0]}.xlsx"
    assert run("check", form) == 0
    assert "100,00%" in capsys.readouterr().out
    alone = tmp_path / "phieu.xlsx"
    alone.write_bytes(round_.form({"3.3.4:score": 9 + round_.criteria.by_code["3.3.4"].max_points}))
    assert run("kiem-tra", alone) == 1
    shown = " ".join(capsys.readouterr().out.split())
    assert "HON-QUAN-2023/25327/1" in shown
    assert run("check", alone, "--campaign", round_.root) == 1


@pytest.mark.parametrize(
    ("alias", "verb"),
    [("kiem-tra", "check"), ("xem", "show"), ("xuat", "export"), ("nhap", "import"), ("so-sanh", "diff")],
)
def test_verbs_on_criteria_sets_have_vietnamese_names(
    alias: str, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("bo-tieu-chi", verb, "--help") == 0
    by_verb = capsys.readouterr().out
    assert run("bo-tieu-chi", alias, "--help") == 0
    assert capsys.readouterr().out.split("\n")[1:] == by_verb.split("\n")[1:]
    assert run("criteria", "--help") == 0
    assert f"{verb} ({alias})" in capsys.readouterr().out


def test_criteria_check_and_show(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("criteria", "check", "vinh-long-1877-2023-phu-luc-iii") == 0
    assert "8 lĩnh vực, 35 tiêu chí, 79 tiêu chí thành phần; 100 điểm" in capsys.readouterr().out
    assert run("criteria", "show", "vinh-long-1877-2023-phu-luc-iii") == 0
    assert "8.4.2" in capsys.readouterr().out
    broken = tmp_path / "hong"
    broken.mkdir()
    (broken / "set.toml").write_text("id = 5", encoding="utf-8")
    (broken / "criteria.csv").write_text("code,name\n1,x\n", encoding="utf-8")
    assert run("criteria", "check", broken) == 2
    assert "SET_KEY_MISSING" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["consolidate", "khong-co"],
        ["generate", "khong-co"],
        ["status", "khong-co"],
        ["check", "khong-co.xlsx"],
        ["criteria", "check", "khong-co"],
        ["init", "x", "--preset", "khong-co"],
        ["khong-co"],
        ["demo", "--units", "0"],
        ["consolidate"],
    ],
)
def test_what_cannot_run_ends_with_2_and_a_sentence(
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == 2
    shown = capsys.readouterr()
    assert shown.err.strip()
    assert "Traceback" not in shown.err
    assert not re.search(r"\b(Error|Usage|Missing|Invalid|No such)\b", shown.err), shown.err


def test_a_broken_control_workbook_is_told_by_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    round_ = start_round(tmp_path / "dot", units=1)
    round_.opened.folder.control_workbook.write_bytes(b"not a workbook")
    assert run("consolidate", round_.root) == 2
    assert "so-dieu-hanh.xlsx" in capsys.readouterr().err


def test_init_does_not_touch_a_folder_in_use(tmp_path: Path) -> None:
    (tmp_path / "luu-y.txt").write_text("x", encoding="utf-8")
    assert run("init", tmp_path) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["luu-y.txt"]


def test_demo_finds_exactly_what_it_planted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("demo", tmp_path / "thu", "--units", "6", "--seed", "3") == 0
    shown = capsys.readouterr().out
    assert "Tìm thấy đúng các lỗi đã cài" in shown
    assert "xep-hang.xlsx" in shown.replace("\n", "")  # a long path is wrapped
    assert run("demo", tmp_path / "thu", "--units", "2") == 0  # an earlier demo is replaced


def test_demo_does_not_replace_anything_else(tmp_path: Path) -> None:
    (tmp_path / "viec-khac.docx").write_bytes(b"x")
    assert run("demo", tmp_path) == 2
    assert (tmp_path / "viec-khac.docx").exists()


HEAVY = (
    "openpyxl",
    "pandas",
    "xlsxwriter",
    "docx",
    "lxml",
    "python_calamine",
    "cryptography",
    "rich",
    "numpy",
)


@pytest.mark.parametrize(
    ("arguments", "budget"),
    [
        (["--help"], HEAVY),
        (["check", "phieu.xlsx"], ("openpyxl", "pandas", "xlsxwriter", "docx", "numpy")),
    ],
)
def test_start_up_imports_nothing_heavy(
    arguments: list[str], budget: tuple[str, ...], tmp_path: Path
) -> None:
    """An import budget instead of a stop-watch."""
    if len(arguments) > 1:
        form = tmp_path / arguments[1]
        form.write_bytes(start_round(tmp_path / "dot", units=1).form())
        arguments = [arguments[0], str(form)]
    program = (
        "import sys, contextlib\n"
        "from macros_py.cli import main\n"
        "with contextlib.suppress(SystemExit):\n"
        f"    main({arguments!r})\n"
        "print('LOADED', ' '.join(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.rpartition("LOADED")[2].split())
    assert loaded & set(budget) == set()
    assert "click" in loaded


def test_an_appraisal_from_issue_to_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    round_ = filled_round(tmp_path / "Đợt 2023")
    assert run("appraise", round_.root, "merge") == 2
    assert "chưa phát hành phiếu thẩm định" in capsys.readouterr().err
    assert run("appraise", round_.root, "issue") == 0
    assert "commune-pnv-1.xlsx" in capsys.readouterr().out
    assert run("tham-dinh", round_.root, "issue", "--round", "first") == 0
    assert "Không có dòng nào đến lượt" in capsys.readouterr().out
    issued = round_.opened.folder.appraisal_issued / "lan-1" / "hon-quan" / "commune-ptp-1.xlsx"
    (round_.opened.folder.appraisal_returned / "ptp.xlsx").write_bytes(issued.read_bytes())
    (round_.opened.folder.appraisal_returned / "la.xlsx").write_bytes(b"PK")
    assert run("appraise", round_.root, "merge") == 1
    shown = capsys.readouterr().out
    assert "2 tệp: nhận 1" in shown
    assert "0 ý kiến được tính" in shown
    assert run("status", round_.root) == 0
    assert "Thẩm định còn chờ" in capsys.readouterr().out
    assert run("--lang", "en", "appraise", round_.root, "--help") == 0
    assert "Issue a round's forms" in capsys.readouterr().out
    assert run("appraise", round_.root, "issue", "--round", "third") == 2
