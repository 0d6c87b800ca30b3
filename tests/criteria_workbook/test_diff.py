"""What changed between two versions of a set, by code."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc.criteria.diff import compare
from macros_py.cli import main
from tests.criteria.small_set import SMALL_SET

BEFORE = SMALL_SET.load()


def test_a_set_does_not_differ_from_itself() -> None:
    assert compare(BEFORE, SMALL_SET.load()).is_empty


def test_a_changed_rule_is_told_before_and_after() -> None:
    rule = "bands(x > 90% = 2; 70% <= x <= 90% = 1; x < 70% = 0)"
    found = compare(BEFORE, SMALL_SET.with_cell(7, "rule", rule.replace("70%", "60%")).load())
    changed = [
        (line.kind, line.code, [(each.field, each.after) for each in line.fields]) for line in found.lines
    ]
    assert changed == [("changed", SMALL_SET.cell(7, "code"), [("rule", rule.replace("70%", "60%"))])]
    assert found.lines[0].fields[0].before == SMALL_SET.cell(7, "rule")


def test_a_changed_header_is_told_by_key() -> None:
    found = compare(BEFORE, SMALL_SET.with_header('VP = "Văn phòng"', 'VP = "Văn phòng huyện"').load())
    assert [(each.field, each.before, each.after) for each in found.header] == [
        ("agencies.VP", "Văn phòng", "Văn phòng huyện")
    ]


def test_the_verb_ends_with_1_where_sets_differ(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folders = []
    for name, declared in (
        ("a", SMALL_SET),
        ("b", SMALL_SET.with_cell(4, "name", "Ban hành kế hoạch năm")),
    ):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "set.toml").write_bytes(declared.header)
        (folder / "criteria.csv").write_bytes(declared.table)
        folders.append(str(folder))
    with pytest.raises(SystemExit) as same:
        main(["criteria", "diff", folders[0], folders[0]])
    with pytest.raises(SystemExit) as differ:
        main(["criteria", "diff", *folders])
    assert (same.value.code, differ.value.code) == (0, 1)
    assert "1.1.1" in capsys.readouterr().out
