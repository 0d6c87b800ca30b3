"""A set to be printed: every line, its rule in words."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from macros_py.steps.criteria import find_set, print_set
from workbook_templates.words.sentences import rule_sentence


def test_every_line_is_there_with_its_rule(tmp_path: Path) -> None:
    name = "vinh-long-1877-2023-phu-luc-iii"
    print_set(name, tmp_path / "in.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "in.xlsx").active
    assert sheet is not None
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True) if row[0]}
    criteria = find_set(name)
    for line in criteria.lines:
        assert rows[line.code][1:3] == (line.name, float(line.max_points))
    for scored in criteria.leaves:
        shown = rows[scored.code]
        assert str(shown[4]).startswith(rule_sentence(scored))
        assert (shown[5] or "", shown[6]) == (
            scored.leaf.evidence,
            criteria.header.agencies[scored.leaf.agency],
        )
