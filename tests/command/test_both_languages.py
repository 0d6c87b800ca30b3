"""The language of the screen changes no form, no result, no record: every file is the same, byte by byte."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc.findings.catalogue import CATALOGUE
from cchc.findings.finding import finding
from cchc.findings.rendering import shown
from cchc.language import Words, choose
from cchc.results.lineage_record import as_record
from cchc.returns.unit_form import UnitReceipt
from consolidator.taken import Taken
from macros_py.cli import main
from macros_py.ribbon import run as press
from macros_py.steps.explain import explain
from tests.command.verbs_at_work import ALL, SET, AtWork, Run, campaign_at_work, copied, named
from tests.losing.conftest import finished_campaign
from tests.losing.trees import OF_A_RUN, tree
from tests.support.excel import FakeBook
from tests.support.findings import recorded
from tests.support.rounds import TODAY, full_values, start_round

ROOT = Path(__file__).parents[2]
DOCUMENTS = (
    "workbook_templates",
    "generator",
    "cchc/results",
    "consolidator/form",
    "consolidator/reading",
)
WRITING = [run for run in ALL if run.made is not None]


@pytest.fixture(scope="module")
def at_work(tmp_path_factory: pytest.TempPathFactory) -> AtWork:
    return campaign_at_work(tmp_path_factory.mktemp("ngon-ngu"))


@pytest.fixture(autouse=True)
def _vietnamese_again() -> Iterator[None]:
    yield
    choose("vi")


def run(language: str, arguments: list[str | Path]) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["--lang", language, *map(str, arguments)])
    return int(ended.value.code or 0)


@pytest.mark.parametrize("verb", WRITING, ids=named)
def test_every_verb_writes_the_same_files(at_work: AtWork, tmp_path: Path, verb: Run) -> None:
    written, codes = [], []
    for language in ("vi", "en"):
        at = copied(at_work, tmp_path / language)
        if verb.name == "generate":
            for form in (at.dot / "phat-hanh").rglob("*.xlsx"):
                form.unlink()
        before = tree(at.dot.parent, OF_A_RUN)
        codes.append(run(language, verb.arguments(at)))
        after = tree(at.dot.parent, OF_A_RUN)
        written.append({name: sha for name, sha in after.items() if before.get(name) != sha})
    assert codes[0] == codes[1]
    assert written[0].keys() == written[1].keys() and written[0]
    random = {name for name in written[0] if name.endswith("khoa.json")}  # a new campaign's key
    assert {name for name in written[0] if written[0][name] != written[1][name]} <= random


def test_a_finished_year_consolidated_in_english(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Results, result forms, findings; and what was issued in Vietnamese raises nothing."""
    trees = []
    for language in ("vi", "en"):
        root = finished_campaign(tmp_path / language)
        (root / "nop-ve/la.xlsx").write_bytes(b"PK")
        assert run(language, ["generate", root]) == 0
        assert run(language, ["consolidate", root]) == 1
        trees.append(tree(root, OF_A_RUN))
        told = capsys.readouterr().out
        assert ("Not an Excel workbook" in told or "damaged" in told) == (language == "en")
    assert trees[0] == trees[1]
    findings = (root / "ket-qua/phat-hien.jsonl").read_text(encoding="utf-8")
    assert len(findings.splitlines()) < 10 and "Việc" not in findings and "The file" not in findings


def test_an_explanation_for_machines_is_vietnamese(tmp_path: Path) -> None:
    root = finished_campaign(tmp_path)
    told = []
    for language in ("vi", "en"):
        choose(language)
        told.append(as_record(explain(root, "25327", "", TODAY)))
    assert told[0] == told[1]


def test_an_explanation_on_the_screen_is_in_its_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """How a figure came about, and how a rule scores: sentences that have both languages."""
    root = finished_campaign(tmp_path)
    told = {}
    for language in ("en", "vi"):
        assert run(language, ["explain", root, "25327", "1.1"]) == 0
        assert run(language, ["criteria", "show", SET]) == 0
        told[language] = " ".join(capsys.readouterr().out.replace("│", " ").split())
    sentences = (
        ("Claimed by the unit", "Đơn vị tự đánh giá"),
        ("counts with max points", "tính vào điểm tối đa"),
        ("from 85% to below 95%: 1,25 points", "từ 85% đến dưới 95%: 1,25 điểm"),
        ("Scored by a survey", "Điểm xác định qua điều tra"),
    )
    for english, vietnamese in sentences:
        assert english in told["en"] and vietnamese not in told["en"]
        assert vietnamese in told["vi"] and english not in told["vi"]


def test_words_in_findings_are_shown_in_the_language_of_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a finding expected may be words of the program: in the record Vietnamese, on the screen as asked for."""
    import openpyxl

    root = finished_campaign(tmp_path)
    control = root / "so-dieu-hanh.xlsx"
    workbook = openpyxl.load_workbook(control)
    workbook["Đợt"]["B8"] = "hai"
    workbook.save(control)
    for language, said in (("en", "a whole number"), ("vi", "số nguyên")):
        assert run(language, ["status", root]) == 2
        output = " ".join(capsys.readouterr().err.split())
        assert said in output and ("số nguyên" in output) == (language == "vi")


def test_words_in_findings_outlive_workers_and_records(tmp_path: Path) -> None:
    """They come with the finding, so a kept outcome is shown in any language and recorded in Vietnamese."""
    words = Words("quá thời gian cho phép", "it took too long")
    made = finding("FILE_STOPS_READING", words, file="a.xlsx")
    kept = Taken.of(UnitReceipt("a.xlsx", "00", "rejected", findings=(made,))).receipt("a.xlsx").findings[0]
    assert kept == made
    assert words.en not in json.dumps(recorded(kept)) and recorded(kept).found == words.vi
    choose("en")
    assert words.en in shown(kept)[0] and words.vi not in shown(kept)[0]
    assert words.vi in recorded(kept).message
    choose("vi")
    assert words.vi in shown(kept)[0]


def test_the_buttons_write_the_same_files(tmp_path: Path) -> None:
    """The ribbon's macros, with either language in force."""
    trees = []
    for language in ("vi", "en"):
        round_ = start_round(tmp_path / language, units=2)
        root = round_.opened.folder.root
        form = round_.form(full_values(round_.criteria))
        round_.put("xa.xlsx", form)
        (root / "nop-ve/la.xlsx").write_bytes(b"PK")
        choose(language)
        for button in ("issue", "check", "consolidate", "status"):
            press(button, FakeBook(str(root / "nop-ve/xa.xlsx")))
        trees.append(tree(root, OF_A_RUN))
    assert any(name.startswith("ket-qua/") for name in trees[0])
    assert trees[0] == trees[1]


def test_findings_are_shown_in_the_language_of_the_screen() -> None:
    """Made Vietnamese, shown as asked for: every finding of the catalogue."""
    choose("en")
    for code, entry in CATALOGUE.items():
        found = finding(
            code, "1", "2", unit_code="25327", file="a.xlsx", sheet="s", cell="A1", criterion_code="1.1"
        )
        marks = {
            "found": "1",
            "expected": "2",
            "unit_code": "25327",
            "file": "a.xlsx",
            "sheet": "s",
            "cell": "A1",
        }
        assert recorded(found).message == entry.message.vi.format(**marks, criterion_code="1.1")
        choose("vi")
        assert shown(found) == (recorded(found).message, recorded(found).remedy)
        choose("en")
        assert shown(found)[0] == entry.message.en.format(**marks, criterion_code="1.1")


@pytest.mark.parametrize("room", DOCUMENTS)
def test_documents_never_ask_what_the_screen_speaks(room: str) -> None:
    """`say` and `chosen` are for the screen; where documents are made it is `written`."""
    for path in (ROOT / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            assert name not in ("say", "chosen"), f"{path.relative_to(ROOT)}:{node.lineno}"  # type: ignore[attr-defined]


def test_only_commands_make_sentences_for_the_screen() -> None:
    """`for_the_screen` makes `written` speak as the screen does: nowhere else may that be."""
    users = {
        path.relative_to(ROOT).as_posix()
        for room in ("cchc", "workbook_templates", "generator", "consolidator", "xl_addin", "macros_py")
        for path in (ROOT / room).rglob("*.py")
        if "for_the_screen()" in path.read_text(encoding="utf-8")
    }
    assert users == {"cchc/language.py", "macros_py/commands/criteria.py", "macros_py/commands/explain.py"}
