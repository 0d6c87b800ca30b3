"""A unit that checks its own form is told what to do itself; the desk is told what to ask of the unit."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc.language import choose
from macros_py.cli import main
from tests.support.rounds import full_values, start_round


def said(capsys: pytest.CaptureFixture[str], language: str, *arguments: str | Path) -> str:
    try:
        with pytest.raises(SystemExit) as ended:
            main(["--lang", language, "check", *map(str, arguments)])
    finally:
        choose("vi")
    assert ended.value.code == 1
    return " ".join(capsys.readouterr().out.replace("│", " ").split())


def test_a_unit_is_told_what_to_do_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    round_ = start_round(tmp_path / "dot", units=1)
    values = full_values(round_.criteria)
    name = next(name for name in values if name.endswith(":done"))
    alone = tmp_path / "phieu.xlsx"
    alone.write_bytes(round_.form({**values, name: "nhiều"}))
    root = round_.opened.folder.root
    for language, unit, desk in (
        ("vi", "Sửa ô này", "Đề nghị đơn vị"),
        ("en", "Correct this cell", "Ask the unit"),
    ):
        by_unit, at_desk = said(capsys, language, alone), said(capsys, language, alone, "--campaign", root)
        assert unit in by_unit and desk not in by_unit
        assert desk in at_desk and unit not in at_desk
