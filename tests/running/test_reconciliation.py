"""The last check: what came in is balanced against what became of it, and a difference stops the run."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from cchc.returns.booking import score_book
from cchc.returns.reconciliation import reconcile
from cchc.returns.unit_form import Accounts, UnitReceipt
from macros_py.cli import main
from macros_py.steps import consolidate as step
from macros_py.steps.consolidate import Unbalanced
from tests.intake.spoiling import filled
from tests.support.rounds import Round, full_values
from tests.support.taking_in import settle


def balanced(issued: Round, *contents: bytes) -> tuple[list[str], list[UnitReceipt]]:
    outcomes = [issued.take(content, f"{number}.xlsx") for number, content in enumerate(contents)]
    return [each.file for each in outcomes], outcomes


def test_a_run_balances(issued_round: Round) -> None:
    full = filled(issued_round, {"1.1.2:done": Fraction(-4), "1.2:remark": None, "1.3.2:remark": "\u200b "})
    names, outcomes = balanced(issued_round, full, b"nothing")
    books, _ = score_book(outcomes, issued_round.opened.campaign, issued_round.opened.criteria)
    done = reconcile(names, outcomes, books)
    assert done.balances and done.faults == ()
    inputs = len(full_values(issued_round.criteria)) - 2  # one blanked, one that only looks filled
    assert done.values == Accounts(inputs, inputs - 1, 1)
    assert dict(done.verdicts) == {"accepted_with_remarks": 1, "rejected": 1}


def test_a_form_that_does_not_count_is_accounted_for_by_its_finding(issued_round: Round) -> None:
    one, other = filled(issued_round, {}), filled(issued_round, {"1.1.2:done": Fraction(1)})
    names, outcomes = balanced(issued_round, one, other)
    outcomes = settle(outcomes)
    books, _ = score_book(outcomes, issued_round.opened.campaign, issued_round.opened.criteria)
    done = reconcile(names, outcomes, books)
    assert done.balances and done.values.in_results == 0 and done.values.typed > 200


def spoilt(outcomes: list[UnitReceipt], fault: str) -> tuple[list[str], list[UnitReceipt]]:
    names = [each.file for each in outcomes]
    first = outcomes[0]
    assert first.reading is not None
    if fault == "file":
        return [*names, "lost.xlsx"], outcomes
    if fault == "twice":
        return names, [*outcomes, first]
    if fault == "verdict":
        return names, [replace(first, verdict="perhaps")]
    if fault == "untold":
        return names, [replace(first, verdict="skipped", findings=())]
    if fault == "value":
        lost = replace(first.reading.accounts, lost=("Phiếu!E14",))
        return names, [replace(first, reading=replace(first.reading, accounts=lost))]
    claims = {**first.reading.claims}
    code = next(iter(claims))
    claims[code] = replace(claims[code], figures={**claims[code].figures, "extra": Fraction(1)})
    return names, [replace(first, reading=replace(first.reading, claims=claims))]


@pytest.mark.parametrize("fault", ["file", "twice", "verdict", "untold", "value", "book"])
def test_whatever_goes_astray_is_seen(issued_round: Round, clean: bytes, fault: str) -> None:
    _, outcomes = balanced(issued_round, clean)
    names, outcomes = spoilt(outcomes, fault)
    books, _ = score_book(outcomes, issued_round.opened.campaign, issued_round.opened.criteria)
    assert not reconcile(names, outcomes, books).balances


def test_a_difference_stops_the_run_and_leaves_the_earlier_result(
    fresh_round: Round, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fresh_round.put("a.xlsx", fresh_round.form(full_values(fresh_round.criteria)))
    fresh_round.consolidate()
    before = {path.name: path.read_bytes() for path in fresh_round.opened.folder.results.iterdir()}
    monkeypatch.setattr(step, "settle_returns", lambda _, outcomes, claims: settle(outcomes, claims)[:-1])
    with pytest.raises(Unbalanced, match=r"a\.xlsx"):
        fresh_round.consolidate()
    with pytest.raises(SystemExit) as ended:
        main(["consolidate", str(fresh_round.root)])
    assert ended.value.code == 2 and "Đối soát không khớp" in capsys.readouterr().err
    assert before == {path.name: path.read_bytes() for path in fresh_round.opened.folder.results.iterdir()}


def test_the_sums_are_printed(fresh_round: Round, capsys: pytest.CaptureFixture[str]) -> None:
    fresh_round.put("a.xlsx", fresh_round.form(full_values(fresh_round.criteria)))
    with pytest.raises(SystemExit):
        main(["consolidate", str(fresh_round.root)])
    shown = " ".join(capsys.readouterr().out.split())
    assert "Đối soát khớp: 1 tệp đều có kết luận" in shown
