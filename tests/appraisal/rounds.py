"""Appraisals for tests: a campaign whose units have returned, forms filled in as agencies would."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from cchc.appraisal.model import IssuedForm
from cchc.appraisal.rounds import BY_KEY, CLAIM
from cchc.appraisal.state import Appraisal, appraisal_of
from cchc.campaign.reading import Row
from cchc.consent import agree
from generator.render import Typed
from macros_py.steps.appraise.issue import RoundReport, issue_round
from macros_py.steps.appraise.merge import MergeReport, merge_forms
from macros_py.steps.generate import issue_forms
from macros_py.steps.init import make_campaign
from tests.support.issued import appraisal_form
from tests.support.rounds import KEY, Round, full_values
from tests.support.sections import add_sections
from workbook_templates.appraisal_form.plan import appraisal_plan, filled_sheets
from workbook_templates.appraisal_form.trees import references
from workbook_templates.cell_plan import PlanCell
from workbook_templates.library import preset

DAY = date(2023, 12, 6)
TWO_ON_1_9 = (("PTCKH", "Phòng Tài chính - Kế hoạch huyện Hớn Quản"), ("VP", "Văn phòng huyện Hớn Quản"))


@dataclass
class Appraising(Round):
    """A round with its appraisal."""

    @property
    def appraisal(self) -> Appraisal:
        return appraisal_of(self.opened)

    def issue(self, round_key: str = "first", day: date = DAY) -> RoundReport:
        """Issue a round, by somebody who agrees to all that it asks."""
        return issue_round(self.root, round_key, day, ask=agree)

    def merge(self, day: date = DAY) -> MergeReport:
        """Merge, by somebody who agrees to all that it asks."""
        return merge_forms(self.root, day, ask=agree)

    def out(self, round_key: str, who: str, issue: int = 1) -> IssuedForm:
        """A form that is out."""
        return next(
            form
            for form in self.appraisal.forms
            if (form.round, form.party.who, form.issue) == (round_key, who, issue)
        )

    def filled(self, form: IssuedForm, values: Mapping[str, Typed]) -> bytes:
        """A form with these inputs typed in."""
        return appraisal_form(form, self.criteria, self.opened.sealer, values)

    def agreeing(self, form: IssuedForm, instead: Mapping[str, Typed] | None = None) -> dict[str, Typed]:
        """Every row agreed to but those of `instead`, whose inputs are given (`1.1.1@25327:score`)."""
        instead = instead or {}
        rows = {name.partition(":")[0] for name in instead}
        values: dict[str, Typed] = {}
        for row in form.rows:
            key = f"{row.code}@{row.unit}"
            label = references(row, BY_KEY[form.round]).get(CLAIM)
            if key not in rows and label:
                values[f"{key}:agree"] = label
        return {**values, **instead}

    def answer(
        self, round_key: str, who: str, instead: Mapping[str, Typed] | None = None, name: str = ""
    ) -> None:
        """Put an agency's answer into tham-dinh/nop-ve/: agreed but for `instead`."""
        form = self.out(round_key, who)
        values = self.agreeing(form, instead) if BY_KEY[round_key].scores else dict(instead or {})
        self.put_back(name or f"{round_key}-{who}.xlsx", self.filled(form, values))

    def put_back(self, name: str, content: bytes) -> None:
        """Drop a file into tham-dinh/nop-ve/."""
        folder = self.opened.folder.appraisal_returned
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)

    def planned(self, form: IssuedForm, name: str) -> tuple[int, PlanCell]:
        """The number of the sheet (from 1) a named cell stands on, and the cell."""
        for number, sheet in enumerate(filled_sheets(appraisal_plan(form, self.criteria)), start=1):
            if name in sheet.by_name:
                return number, sheet.by_name[name]
        raise KeyError(name)


def start_appraising(
    root: Path, units: int = 3, special: str = "", two: bool = False, sections: bool = False
) -> Appraising:
    """A campaign of the first communes of Hớn Quản, issued. `special` is a unit out of the ranking; with
    `two`, two agencies appraise 1.9; with `sections` the criteria set has a bonus and a penalty section.
    """
    chosen = preset("hon-quan-2023")
    tables = {**chosen.tables, "units": _marked(chosen.tables["units"][:units], special)}
    if two:
        rows = list(chosen.tables["agencies"])
        for code, name in TWO_ON_1_9:
            cells = {"authority": "HON-QUAN", "code": code, "name": name, "criteria": "1.9"}
            rows.append(Row(len(rows) + 1, cells))
        tables["agencies"] = rows
    folder = make_campaign(root, chosen, tables, key=KEY)
    if sections:
        add_sections(folder)
    issue_forms(root)
    return Appraising(root)


def claimed(round_: Appraising, claims: Mapping[str, Mapping[str, Typed | None]]) -> None:
    """Put every named unit's return into nop-ve/: all at its best but for the inputs given; None takes
    an input out.
    """
    for unit, changes in claims.items():
        values = {**full_values(round_.criteria), **changes}
        typed = {name: value for name, value in values.items() if value is not None}
        round_.put(f"{unit}.xlsx", round_.form(typed, unit))


def points(text: str) -> Fraction:
    return Fraction(text)


def _marked(rows: list[Row] | tuple[Row, ...], special: str) -> list[Row]:
    return [
        Row(row.number, {**row.cells, "special": "x"}) if row.cells["code"] == special else row
        for row in rows
    ]
