"""Reads and checks what was entered on each row of an appraisal form, and makes an entry of it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from cchc.appraisal.model import Entry, IssuedForm, Row, Slot, Verdict
from cchc.appraisal.rounds import BY_KEY, CLAIM, PREVIOUS
from cchc.appraisal.scores import fault_of, is_as_shown, snapped
from cchc.core import roles
from cchc.core.numbers import plain
from cchc.criteria.model import CriteriaSet, ScoredLine
from cchc.findings.finding import Finding, finding
from cchc.language import Text, Words
from consolidator.form.sheet import ReturnedSheet
from consolidator.typed import TypedCell, clean, read_choice, read_number, read_text, shortened
from workbook_templates.appraisal_form.trees import NOT_ARISEN, references
from workbook_templates.cell_plan import PlanCell, row_key

_NOT_ARISEN = Words(NOT_ARISEN, f"{NOT_ARISEN} (not applicable)")


class RowReader:
    """Reads the rows of one returned sheet. `untrusted` are the keys of rows that no longer show which
    leaf of which unit they are.
    """

    def __init__(
        self, sheet: ReturnedSheet, form: IssuedForm, criteria: CriteriaSet, untrusted: set[str]
    ) -> None:
        self.sheet = sheet
        self.form = form
        self.criteria = criteria
        self.untrusted = untrusted
        self.round = BY_KEY[form.round]

    def entries(self) -> Iterator[Entry]:
        """An entry for every row with a valid answer; typed values that are not valid are noted."""
        for row in self.form.rows:
            code = self.sheet.plan.by_name.get(f"{row_key(row.code, row.unit)}:{roles.CODE}")
            if code is None or not self.sheet.is_there(code):
                continue
            entry = self._scored(row) if self.round.scores else self._explained(row)
            if entry is not None and code.key not in self.untrusted:
                yield entry

    def _explained(self, row: Row) -> Entry:
        """A unit's answer. An empty answer on a returned form accepts the reduction."""
        text, evidence = (self._text(row, role) for role in (roles.EXPLAINED, roles.MORE_EVIDENCE))
        return self._entry(row, roles.EXPLAINED, None, text, evidence)

    def _scored(self, row: Row) -> Entry | None:
        scored = self.criteria.leaf_by_code[row.code]
        label, label_there = self._choice(row)
        typed, number = self._score(row)
        remark = self._text(row, roles.REMARK)
        if label is not None:
            return self._chosen(row, label, typed, number, remark)
        if label_there or not _holds(typed):
            if remark and not label_there:
                self._note(row, roles.REMARK, finding("APPRAISAL_REMARK_ALONE", shortened(remark)))
            return None
        if number is None:
            return None
        fault = fault_of(scored, number)
        if fault is not None:
            code, expected = fault
            self._note(
                row, roles.SCORE, finding(code, shortened(plain(number)), expected, criterion_code=row.code)
            )
            return None
        return self._given(row, self._meant(row, scored, number), remark, excused=False)

    def _chosen(
        self, row: Row, label: str, typed: TypedCell, number: Fraction | None, remark: str
    ) -> Entry | None:
        """An entry by a chosen label: it takes over the claim or the previous verdict. A score typed beside the
        label must be the same.
        """
        reference = next(each for each, text in references(row, self.round).items() if text == label)
        verdict = row.claim.verdict if reference == CLAIM else row.previous
        assert verdict is not None
        if _holds(typed) and (number is None or not is_as_shown(number, verdict.score)):
            if number is not None:
                shown = shortened(plain(number))
                self._note(row, roles.SCORE, finding("APPRAISAL_CONTRADICTS", shown, label))
            return None
        return self._given(row, verdict, remark, excused=reference == PREVIOUS)

    def _given(self, row: Row, verdict: Verdict, remark: str, excused: bool) -> Entry:
        claimed = row.claim.verdict
        if claimed is not None and verdict != claimed and not remark and not excused:
            missing = finding("APPRAISAL_REMARK_MISSING", _shown(verdict), _shown(claimed))
            self._note(row, roles.REMARK, missing)
        return self._entry(row, roles.SCORE, verdict, remark)

    def _meant(self, row: Row, scored: ScoredLine, number: Fraction) -> Verdict:
        """The verdict of a typed score. A score equal to the claim or the previous verdict as displayed means that
        figure exactly.
        """
        for reference in (row.claim.verdict, row.previous):
            if reference is not None and is_as_shown(number, reference.score):
                return reference
        return Verdict(snapped(scored, number), True)

    def _entry(
        self, row: Row, role: str, verdict: Verdict | None, remark: str, evidence: str = ""
    ) -> Entry:
        return Entry(
            slot=Slot.of(self.form, row),
            score=verdict.score if verdict else None,
            applicable=verdict.applicable if verdict else True,
            remark=remark,
            evidence=evidence,
            issue=self.form.issue,
            sheet=self.sheet.raw.name,
            cell=self.sheet.address(self._cell(row, role)),
        )

    def _choice(self, row: Row) -> tuple[str | None, bool]:
        """The chosen label, and whether its cell holds anything."""
        labels = tuple(references(row, self.round).values())
        if not labels:
            return None, False
        typed = self._typed(row, roles.AGREE)
        return read_choice(typed, labels, self.sheet.noting(self._cell(row, roles.AGREE))), _holds(typed)

    def _score(self, row: Row) -> tuple[TypedCell, Fraction | None]:
        typed = self._typed(row, roles.SCORE)
        return typed, read_number(typed, self.sheet.noting(self._cell(row, roles.SCORE)))

    def _text(self, row: Row, role: str) -> str:
        return read_text(self._typed(row, role), self.sheet.noting(self._cell(row, role)))

    def _typed(self, row: Row, role: str) -> TypedCell:
        cell = self._cell(row, role)
        return self.sheet.typed_at(cell, self.sheet.noting(cell))

    def _cell(self, row: Row, role: str) -> PlanCell:
        return self.sheet.plan.by_name[f"{row_key(row.code, row.unit)}:{role}"]

    def _note(self, row: Row, role: str, found: Finding) -> None:
        self.sheet.noting(self._cell(row, role))(found)


def _holds(typed: TypedCell) -> bool:
    """Whether a cell holds anything, readable or not."""
    return typed.doubtful or typed.formula is not None or not (typed.is_blank or not clean(typed.text))


def _shown(verdict: Verdict) -> Text:
    return _NOT_ARISEN if verdict.score is None else plain(verdict.score)
