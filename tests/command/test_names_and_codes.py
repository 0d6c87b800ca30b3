"""Codes and names as people type them: unknown and empty ones are errors in every verb, decomposed ones are found."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tests.command.test_cli import run
from tests.command.verbs_at_work import AtWork
from tests.support.command_runs import on_disk
from tests.support.rounds import Round, full_values, read_csv

OPTIONS = (
    (["consolidate", "DOT"], "--authority", "HON-QUAN"),
    (["status", "DOT"], "--authority", "HON-QUAN"),
    (["status", "DOT"], "--block", "xa-hon-quan"),
    (["appraise", "DOT", "issue"], "--authority", "HON-QUAN"),
    (["survey", "DOT", "template", "--source", "sipas"], "--authority", "HON-QUAN"),
    (["generate", "DOT", "--reissue", "--yes"], "--unit", "25327"),
    (["history", "DOT"], "--unit", "25327"),
)


def filled(arguments: list[str], at: AtWork) -> list[str | Path]:
    return [at.dot if each == "DOT" else each for each in arguments]


@pytest.mark.parametrize(("arguments", "option", "known"), OPTIONS)
@pytest.mark.parametrize("given", ["khong-co", "", "  "])
def test_an_unknown_or_empty_code_is_an_error(
    given: str,
    arguments: list[str],
    option: str,
    known: str,
    at_work: AtWork,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It names the codes there are, and neither means "all" nor changes what stands."""
    before = (
        on_disk(at_work.dot / "ket-qua"),
        on_disk(at_work.dot / "phat-hanh"),
        on_disk(at_work.dot / "khao-sat"),
    )
    assert run(*filled(arguments, at_work), option, given) == 2
    told = capsys.readouterr().err
    if given.strip():
        assert "“khong-co”" in told and known in told
    else:
        assert f"Giá trị của {option} không hợp lệ: để trống." in told
    after = (
        on_disk(at_work.dot / "ket-qua"),
        on_disk(at_work.dot / "phat-hanh"),
        on_disk(at_work.dot / "khao-sat"),
    )
    assert after == before


@pytest.mark.parametrize(("arguments", "option", "known"), OPTIONS)
def test_a_known_code_is_taken(arguments: list[str], option: str, known: str, at_work: AtWork) -> None:
    agreed = ["--yes"] if arguments[0] == "generate" else []
    assert run(*filled(arguments, at_work), option, f" {known}", *agreed) == 0


@pytest.mark.parametrize(
    "arguments",
    [["explain", "DOT", ""], ["explain", "DOT", "25327", ""], ["consolidate", "DOT", "--claim", ""],
     ["init", "moi", "--preset", ""], ["criteria", "check", ""], ["demo", "thu", "--preset", ""]],
)  # fmt: skip
def test_other_empty_values_are_errors(
    arguments: list[str],
    at_work: AtWork,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(at_work.aside)
    before = on_disk(at_work.dot.parent)
    assert run(*filled(arguments, at_work)) == 2
    assert "để trống" in capsys.readouterr().err
    assert on_disk(at_work.dot.parent) == before


def test_unknown_units_and_codes_in_explain(at_work: AtWork, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explain", at_work.dot, "khong-co") == 2
    assert "25327" in capsys.readouterr().err
    assert run("explain", at_work.dot, at_work.unit, "9.9.9") == 2
    told = capsys.readouterr().err
    assert "1.1.1" in told and "… (" in told, "many codes are cut"


def test_a_decomposed_name_finds_its_unit(at_work: AtWork, capsys: pytest.CaptureFixture[str]) -> None:
    """macOS hands over names letter and mark apart."""
    name = unicodedata.normalize("NFD", "UBND xã An Khương")
    assert name != unicodedata.normalize("NFC", name)
    assert run("explain", at_work.dot, name, "1.1.1") == 0
    assert "25330" in capsys.readouterr().out


@pytest.mark.parametrize("typed_as", ["NFC", "NFD"])
@pytest.mark.parametrize("stands_as", ["NFC", "NFD"])
@pytest.mark.parametrize("by", ["name", "path", "name with folder"])
def test_a_decomposed_file_name_can_be_claimed(
    by: str, stands_as: str, typed_as: str, fresh_round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two returns that differ one is chosen, its name typed as either system writes it."""
    values = full_values(fresh_round.criteria)
    stands = unicodedata.normalize(stands_as, "thư điện tử/Xã Thanh An (sửa).xlsx")  # type: ignore[arg-type]
    fresh_round.put(stands, fresh_round.form(values))
    fresh_round.put("cu.xlsx", fresh_round.form({key: values[key] for key in list(values)[:20]}))
    root, unit = fresh_round.root, fresh_round.units[0]
    monkeypatch.chdir(root)
    typed = {
        "name": "thư điện tử/Xã Thanh An (sửa).xlsx",
        "path": str(root / "nop-ve" / "thư điện tử" / "Xã Thanh An (sửa).xlsx"),
        "name with folder": "nop-ve/thư điện tử/Xã Thanh An (sửa).xlsx",
    }[by]
    file = unicodedata.normalize(typed_as, typed)  # type: ignore[arg-type]
    assert run("consolidate", root, "--claim", f"{file}={unit}", "--reason", "Bản ký số") == 0
    row = next(each for each in read_csv(root / "ket-qua" / "xep-hang.csv") if unit in each.values())
    assert (row["unit_code"], row["rank"]) == (unit, "1") and "100" in row.values(), row
