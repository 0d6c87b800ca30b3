"""A campaign lived through at random: returns that come, go and are replaced, choices between them, the first
round of the appraisal with supplements, merges, a changed control workbook, runs that are killed.

After every consolidation: a line for every file and a row for every unit; a second run gives the same bytes; so
does a copy that has nothing kept from earlier readings; and points, indices and ranks are those worked out here,
from what was done, without the program.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from cchc.consent import agree
from cchc.returns.attribution import AttributionRequest
from generator.render import Typed
from macros_py.steps.consolidate import consolidate
from tests.appraisal.rounds import DAY, Appraising, start_appraising
from tests.losing.trees import results, tree
from tests.support.rounds import full_values, read_csv

UNITS, VARIANTS = range(3), range(3)
SELF_POINTS = Fraction(79)
"""What a commune gets that claims the most everywhere; 1.1.1 is worth 1 of it."""
CLAIMS = {0: Fraction(1), 1: Fraction(0), 2: Fraction(1)}
"""What each filling claims on 1.1.1; the third differs from the first in its remark alone."""
CUT = Fraction(1, 2)

units, variants = st.sampled_from(UNITS), st.sampled_from(VARIANTS)


class Killed(BaseException):
    """The process ends here."""


class LivedThrough(RuleBasedStateMachine):
    """What was done to the campaign, beside the campaign."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        self.files: dict[str, tuple[int, int]] = {}
        self.chosen: dict[int, list[tuple[int, frozenset[int]]]] = {unit: [] for unit in UNITS}
        self.rows: dict[int, tuple[int, int]] = {}
        self.answers: dict[int, frozenset[int]] = {}
        self.merged: dict[int, tuple[int, bool]] = {}
        self.special: set[int] = set()
        self.named = 0

    @initialize()
    def begin(self) -> None:
        shutil.copytree(_issued(), self.place / "dot")
        self.round = Appraising(self.place / "dot")
        self.codes = self.round.units

    def teardown(self) -> None:
        shutil.rmtree(self.place)

    @rule(unit=units, variant=variants)
    def a_form_comes(self, unit: int, variant: int) -> None:
        self.named += 1
        name = f"phieu-{self.named}.xlsx"
        self.round.put(name, self.form(unit, variant))
        self.files[name] = (unit, variant)

    @precondition(lambda self: self.files)
    @rule(data=st.data())
    def a_form_goes(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.files)))
        (self.round.root / "nop-ve" / name).unlink()
        del self.files[name]

    @precondition(lambda self: self.files)
    @rule(data=st.data(), variant=variants)
    def a_form_is_replaced(self, data: st.DataObject, variant: int) -> None:
        name = data.draw(st.sampled_from(sorted(self.files)))
        unit, _ = self.files[name]
        self.round.put(name, self.form(unit, variant))
        self.files[name] = (unit, variant)

    @precondition(lambda self: any(len(self.there(unit)) > 1 for unit in UNITS))
    @rule(data=st.data())
    def somebody_chooses(self, data: st.DataObject) -> None:
        unit = data.draw(st.sampled_from([unit for unit in UNITS if len(self.there(unit)) > 1]))
        name = data.draw(
            st.sampled_from(sorted(name for name, (of, _) in self.files.items() if of == unit))
        )
        variant = self.files[name][1]
        claim = AttributionRequest(name, self.codes[unit], "bản chính thức")
        self.chosen[unit].append((variant, frozenset(self.there(unit))))
        consolidate(self.round.root, DAY, attribution=claim, ask=agree)
        self.check()

    @precondition(lambda self: any(self.counted(unit) is not None for unit in UNITS))
    @rule()
    def the_first_round_goes_out(self) -> None:
        self.merge()
        report = self.round.issue("first")
        (number,) = {form.issue for form in report.new if form.party.who == "PNV"} or {0}
        for unit in UNITS:
            variant = self.counted(unit)
            if variant is not None and self.rows.get(unit, (0, -1))[1] != variant:
                assert number, "no form went out for a claim that nobody has seen"
                self.rows[unit] = (number, variant)

    @precondition(lambda self: self.rows)
    @rule(data=st.data(), cut=st.frozensets(units))
    def the_agency_answers(self, data: st.DataObject, cut: frozenset[int]) -> None:
        number = data.draw(st.sampled_from(sorted({issue for issue, _ in self.rows.values()})))
        form = self.round.out("first", "PNV", number)
        rows = {row.unit for row in form.rows if row.code == "1.1.1"}
        instead: dict[str, Typed] = {}
        for unit in cut:
            if self.codes[unit] in rows:
                key = f"1.1.1@{self.codes[unit]}"
                instead |= {f"{key}:score": CUT, f"{key}:remark": "Ban hành chậm"}
        self.round.put_back(
            f"pnv-{number}.xlsx", self.round.filled(form, self.round.agreeing(form, instead))
        )
        self.answers[number] = cut

    @precondition(lambda self: self.answers)
    @rule(data=st.data())
    def an_answer_goes(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.answers)))
        (self.round.root / f"tham-dinh/nop-ve/pnv-{number}.xlsx").unlink()
        del self.answers[number]

    @precondition(lambda self: self.rows)
    @rule()
    def answers_are_merged(self) -> None:
        self.round.merge()
        self.merge()

    @rule(unit=units)
    def a_unit_becomes_special_or_no_longer(self, unit: int) -> None:
        path = self.round.opened.folder.control_workbook
        workbook = openpyxl.load_workbook(path)
        self.special ^= {unit}
        workbook["Đơn vị"].cell(4 + unit, 7).value = "x" if unit in self.special else None
        workbook.save(path)

    @rule(write=st.integers(1, 30))
    def a_run_is_killed(self, write: int) -> None:
        count, real = 0, os.replace

        def replaced(source: Any, target: Any) -> None:
            nonlocal count
            count += 1
            if count == write:
                raise Killed
            real(source, target)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "replace", replaced)
            try:
                consolidate(self.round.root, DAY, ask=agree)
            except Killed:
                return
        self.check()

    @rule()
    def it_is_consolidated(self) -> None:
        consolidate(self.round.root, DAY, ask=agree)
        self.check()

    def form(self, unit: int, variant: int) -> bytes:
        values = full_values(self.round.criteria)
        if variant == 1:
            values["1.1.1:choice"] = self.round.criteria.leaf_by_code["1.1.1"].choices[-1]
        values["1.1.1:remark"] = f"Kế hoạch số {variant}/KH-UBND ngày 05/01/2023"
        return self.round.form(values, self.codes[unit])

    def merge(self) -> None:
        """What counts after a merge: the answer to the latest form that shows the unit's row."""
        self.merged = {
            unit: (issue, unit in self.answers[issue])
            for unit, (issue, _) in self.rows.items()
            if issue in self.answers
        }

    def there(self, unit: int) -> set[int]:
        """The different fillings that lie in nop-ve/ of a unit."""
        return {variant for of, variant in self.files.values() if of == unit}

    def counted(self, unit: int) -> int | None:
        """The filling that counts: the only one, or the one that was chosen when all of them were there."""
        there = self.there(unit)
        if len(there) == 1:
            return next(iter(there))
        choices = {variant: (place, over) for place, (variant, over) in enumerate(self.chosen[unit])}
        valid = [
            (place, variant)
            for variant, (place, over) in choices.items()
            if variant in there and there <= over
        ]
        return max(valid)[1] if valid else None

    def points(self, unit: int) -> Fraction | None:
        variant = self.counted(unit)
        if variant is None:
            return None
        issue, shown = self.rows.get(unit, (0, -1))
        at, cut = self.merged.get(unit, (0, False))
        value = CUT if cut and (at, shown) == (issue, variant) else CLAIMS[variant]
        return SELF_POINTS - 1 + value

    def check(self) -> None:
        root = self.round.root
        now = results(root)
        board = read_csv(root / "ket-qua/so-nhan.csv")
        assert sorted(each["file"] for each in board) == sorted(self.files)
        rows = {each["unit_code"]: each for each in read_csv(root / "ket-qua/xep-hang.csv")}
        assert sorted(rows) == sorted(self.codes)
        points = {unit: self.points(unit) for unit in UNITS}
        ranked = [points[unit] for unit in UNITS if unit not in self.special and points[unit] is not None]
        for unit in UNITS:
            row, mine = rows[self.codes[unit]], points[unit]
            if mine is None:
                assert (row["achieved_points"], row["index"], row["rank"]) == ("", "", "")
                assert row["status"].split("|")[0] == ("rejected" if self.there(unit) else "missing")
                continue
            assert Fraction(row["achieved_points"]) == mine and row["max_points"] == "79"
            assert abs(Fraction(row["index"]) - mine * 100 / 79) < Fraction(1, 10**9)
            better = sum(1 for each in ranked if each is not None and each > mine)
            assert row["rank"] == ("" if unit in self.special else str(better + 1))

        assert consolidate(root, DAY).kept == () and results(root) == now
        copy = self.place / "copy"
        shutil.copytree(root, copy)
        (copy / ".cchc/da-doc.sqlite").unlink()
        consolidate(copy, DAY)
        assert results(copy) == now
        shutil.rmtree(copy)


_made: list[Path] = []


def _issued() -> Path:
    """A campaign of three communes, issued once for all walks."""
    if not _made:
        _made.append(start_appraising(Path(tempfile.mkdtemp()) / "dot", len(UNITS)).root)
    return _made[0]


WALK = {
    "deadline": None,
    "derandomize": True,
    "suppress_health_check": list(HealthCheck),
    "database": None,
}

TestWalk = LivedThrough.TestCase
TestWalk.settings = settings(max_examples=6, stateful_step_count=14, **WALK)  # type: ignore[arg-type]


class Longer(LivedThrough):
    """The same for hours."""


TestLonger = pytest.mark.long(Longer.TestCase)
TestLonger.settings = settings(max_examples=200, stateful_step_count=40, **WALK)  # type: ignore[arg-type]


def test_the_walk_looks_at_something(tmp_path: Path) -> None:
    """A lost file, a changed score and a wrong rank would each be seen."""
    walk = LivedThrough()
    walk.begin()
    try:
        walk.a_form_comes(0, 0)
        walk.a_form_comes(1, 1)
        walk.it_is_consolidated()
        walk.files["phieu-9.xlsx"] = (2, 0)
        with pytest.raises(AssertionError):
            walk.check()
        del walk.files["phieu-9.xlsx"]
        walk.files["phieu-1.xlsx"] = (0, 1)
        with pytest.raises(AssertionError):
            walk.check()
    finally:
        walk.teardown()
    assert tree(tmp_path) == {}
