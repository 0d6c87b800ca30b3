"""Reads what a unit entered on each leaf, checks it against the rule, and makes a claim of it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from cchc.core import roles
from cchc.core.check_code import FIGURE_PLACES
from cchc.core.expressions import Value
from cchc.core.limits import exceeds
from cchc.core.numbers import plain
from cchc.criteria.answers import NOT_APPLICABLE
from cchc.criteria.model import CriteriaSet, ScoredLine
from cchc.findings.finding import Finding, finding
from cchc.language import Words, joined
from cchc.returns.scorebook import Claim, claim_of
from consolidator.form.sheet import ReturnedSheet
from consolidator.typed import (
    ERROR,
    TypedCell,
    is_shown,
    read_choice,
    read_stored_number,
    read_text,
    says_something,
    shortened,
)
from workbook_templates.cell_plan import PlanCell
from workbook_templates.unit_form.inputs import LARGEST_COUNT

_LABELS = {
    roles.CHOICE: Words("Lựa chọn", "Lựa chọn (choice)"),
    roles.DONE: Words("Thực hiện", "Thực hiện (done)"),
    roles.TOTAL: Words("Tổng số", "Tổng số (total)"),
    roles.SCORE: Words("Điểm tự đánh giá", "Điểm tự đánh giá (self score)"),
}
_RANGE = Words("0 … {highest}; {places} chữ số thập phân", "0 … {highest}; {places} decimals")

Check = Callable[[ScoredLine, Fraction, bool], Finding | None]
"""Takes a leaf, one of its figures and whether decimals are allowed; returns a finding if the figure is wrong."""


class _Entered(NamedTuple):
    """An input as read: its figure, if it has one; whether the cell holds anything; the value that the sheet's own
    formulas see.
    """

    figure: Fraction | str | None
    something: bool
    seen: Value


class LeafReader:
    """Reads the leaves of one returned sheet.

    `seen` collects, by line and role, the input values that the sheet's own formulas see.
    """

    def __init__(self, sheet: ReturnedSheet, criteria: CriteriaSet, untrusted: set[str]) -> None:
        self.sheet = sheet
        self.criteria = criteria
        self.untrusted = untrusted
        self.seen: dict[str, dict[str, Value]] = {}

    def claims(self) -> dict[str, Claim]:
        """The claim on every leaf the unit scores itself."""
        return {scored.code: self._claim(scored) for scored in self.criteria.leaves if scored.by_unit}

    def _claim(self, scored: ScoredLine) -> Claim:
        cells = self.sheet.plan.inputs_of[scored.code]
        if not self.sheet.is_there(cells[roles.REMARK]):
            return Claim()
        figures: dict[str, Fraction | str] = {}
        entered: set[str] = set()
        for role, cell in cells.items():
            if role == roles.REMARK:
                continue
            read = self._entered(scored, cell)
            if read.something:
                entered.add(role)
            if read.figure is not None:
                figures[role] = read.figure
        remark, unreadable = self._remark(scored)
        if scored.code in self.untrusted:
            return Claim(figures, remark)  # kept for a person to look at, but without a score
        self._check_together(scored, figures, entered)
        claim = claim_of(scored, figures, remark)
        if not unreadable:
            self._check_evidence(scored, claim)
        return claim

    def _entered(self, scored: ScoredLine, cell: PlanCell) -> _Entered:
        """One input of a figure as read. Thousands of forms hold the same values, so readings without findings are
        remembered.
        """
        memory = self.sheet.memory
        fast = self.sheet.fast_at(cell)
        stands = (cell.name, self.sheet.raw_at(cell), type(fast), fast)  # 1, 1.0 and True are equal
        read = memory.inputs.get(stands)
        if read is None:
            noted = len(self.sheet.findings)
            read = self._read(scored, cell)
            if noted == len(self.sheet.findings):
                memory.remember_input(stands, read)
        assert isinstance(read, _Entered)
        self._see(cell, read.seen)
        return read

    def _read(self, scored: ScoredLine, cell: PlanCell) -> _Entered:
        typed = self._typed(cell)
        something = typed.doubtful or typed.formula is not None or says_something(typed.text)
        return _Entered(self._value(scored, cell, typed), something, typed.seen_by_formulas)

    def _typed(self, cell: PlanCell) -> TypedCell:
        return self.sheet.typed_at(cell, self.sheet.noting(cell))

    def _see(self, cell: PlanCell, value: Value) -> None:
        self.seen.setdefault(cell.key, {})[cell.role] = value

    def _value(self, scored: ScoredLine, cell: PlanCell, typed: TypedCell) -> Fraction | str | None:
        note = self.sheet.noting(cell)
        if cell.role == roles.CHOICE:
            return read_choice(typed, scored.choices, note)
        remarks: list[Finding] = []
        number = read_stored_number(typed, remarks.append)
        wrong = None if number is None else self._wrong(scored, cell, number)
        if wrong is not None:
            note(wrong)  # the value is refused: remarks on how it was read are not needed
            return None
        if number is not None and not is_shown(typed, remarks.append):
            number = None
        for each in remarks:
            note(each)
        return number

    def _wrong(self, scored: ScoredLine, cell: PlanCell, number: Fraction) -> Finding | None:
        """The first fault of a number that was read with certainty; None if there is none."""
        decimal = scored.leaf.unit in self.criteria.header.decimal_units
        checks = _SCORE_CHECKS if cell.role == roles.SCORE else _COUNT_CHECKS
        found = (check(scored, number, decimal) for check in checks)
        return next((wrong for wrong in found if wrong is not None), None)

    def _remark(self, scored: ScoredLine) -> tuple[str, bool]:
        """The unit's remark, and whether the cell holds something other than text."""
        cell = self.sheet.plan.by_name[f"{scored.code}:{roles.REMARK}"]
        typed = self._typed(cell)
        self._see(cell, typed.seen_by_formulas)
        text = read_text(typed, self.sheet.noting(cell))
        return text, not text and (typed.kind == ERROR or typed.formula is not None)

    def _check_together(
        self, scored: ScoredLine, figures: dict[str, Fraction | str], entered: set[str]
    ) -> None:
        """Check the figures of one leaf together; figures that contradict each other give no score."""
        numbers = [role for role in scored.figures if role in entered]
        if figures.get(roles.CHOICE) == NOT_APPLICABLE:
            if numbers:
                self._note_leaf(scored, finding("NOT_APPLICABLE_WITH_FIGURES", _named(numbers)))
            return
        contradiction = _contradiction(scored, figures.get(roles.DONE), figures.get(roles.TOTAL))
        if figures.get(roles.TOTAL) == 0:
            self._note(scored, roles.TOTAL, finding("TOTAL_IS_ZERO", "0"))
        elif contradiction is not None:
            self._note(scored, roles.DONE, contradiction)
        missing = self._missing(scored, entered)
        if entered and missing:
            self._note_leaf(scored, finding("FIGURES_INCOMPLETE", _named(sorted(entered)), _named(missing)))

    def _missing(self, scored: ScoredLine, entered: set[str]) -> list[str]:
        """The required inputs that are not filled. A choice that offers only "not applicable" is not required."""
        needed = list(scored.figures)
        if set(scored.choices) - {NOT_APPLICABLE}:
            needed.insert(0, roles.CHOICE)
        return [role for role in needed if role not in entered]

    def _check_evidence(self, scored: ScoredLine, claim: Claim) -> None:
        claimed = claim.self_score is not None and claim.self_score > 0
        not_arisen = claim.figures.get(roles.CHOICE) == NOT_APPLICABLE
        if claimed and not not_arisen and scored.leaf.evidence and not claim.remark:
            self._note(scored, roles.REMARK, finding("EVIDENCE_MISSING", "", scored.leaf.evidence))

    def _note(self, scored: ScoredLine, role: str, found: Finding) -> None:
        self.sheet.noting(self.sheet.plan.by_name[f"{scored.code}:{role}"])(found)

    def _note_leaf(self, scored: ScoredLine, found: Finding) -> None:
        self._note(scored, "code", found)


def _contradiction(
    scored: ScoredLine, done: Fraction | str | None, total: Fraction | str | None
) -> Finding | None:
    """A finding if more was done than there was to do and the rule does not allow that."""
    if not isinstance(done, Fraction) or not isinstance(total, Fraction):
        return None
    if done <= total or scored.leaf.rule.may_exceed_total:
        return None
    return finding("DONE_ABOVE_TOTAL", plain(done), plain(total))


def _shown(number: Fraction) -> str:
    """A number as findings show it, shortened, because a double may have 300 digits."""
    return shortened(plain(number))


def _named(wanted: list[str]) -> Words:
    return joined(", ", [_LABELS[role] for role in wanted])


def _negative(scored: ScoredLine, number: Fraction, decimal: bool) -> Finding | None:
    return finding("VALUE_NEGATIVE", _shown(number)) if number < 0 else None


def _not_whole(scored: ScoredLine, number: Fraction, decimal: bool) -> Finding | None:
    if decimal or number.denominator == 1:
        return None
    return finding("VALUE_NOT_WHOLE", _shown(number))


def _out_of_range(scored: ScoredLine, number: Fraction, decimal: bool) -> Finding | None:
    scaled = number * 10**FIGURE_PLACES
    if number <= LARGEST_COUNT and scaled.denominator == 1:
        return None
    expected = _RANGE.filled(highest=plain(LARGEST_COUNT), places=FIGURE_PLACES)
    return finding("VALUE_OUT_OF_RANGE", _shown(number), expected)


def _above_max(scored: ScoredLine, number: Fraction, decimal: bool) -> Finding | None:
    if not exceeds(number, scored.max_points):
        return None
    return finding("VALUE_ABOVE_MAX", _shown(number), plain(scored.max_points))


def _off_step(scored: ScoredLine, number: Fraction, decimal: bool) -> Finding | None:
    step = scored.leaf.rule.score_step
    if step is None or (number / step).denominator == 1:
        return None
    return finding("VALUE_OFF_STEP", _shown(number), plain(step))


_COUNT_CHECKS: tuple[Check, ...] = (_negative, _not_whole, _out_of_range)
_SCORE_CHECKS: tuple[Check, ...] = (_negative, _above_max, _off_step)
