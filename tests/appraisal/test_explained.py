"""`cchc explain` shows what was said on a leaf in every round, and what followed from it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from generator.render import Typed
from macros_py.cli import main
from macros_py.steps.explain import explain
from tests.appraisal.rounds import DAY, claimed, start_appraising

REDUCED: dict[str, Typed] = {"1.1.1@25327:score": Fraction("0.5"), "1.1.1@25327:remark": "Ban hành muộn"}


def test_a_reduced_leaf_tells_who_reduced_it_and_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    round_ = start_appraising(tmp_path / "dot", 2)
    claimed(round_, {unit: {} for unit in round_.units})
    round_.issue("first")
    round_.answer("first", "PNV", REDUCED)
    round_.merge()
    leaf = explain(round_.root, "25327", "1.1.1", DAY).node.leaf
    assert leaf is not None
    assert [(each.kind, each.points) for each in leaf.steps] == [
        ("claim", Fraction(1)),
        ("opinion", None),
        ("first_appraisal", Fraction(1, 2)),
        ("decision", Fraction(1, 2)),
    ]
    opinion = leaf.steps[1]
    assert "Phòng Nội vụ" in opinion.title and "Thẩm định lần 1" in opinion.title
    assert "0,5" in opinion.text and "Ban hành muộn" in opinion.text
    assert opinion.file and len(opinion.sha256) == 64 and opinion.sheet
    untouched = explain(round_.root, "25327", "3.1.1", DAY).node.leaf
    assert untouched is not None and [each.kind for each in untouched.steps] == ["claim"]
    with pytest.raises(SystemExit):
        main(["explain", str(round_.root), "25327", "1.1.1"])
    assert "Ban hành muộn" in capsys.readouterr().out.replace("\n", " ")
