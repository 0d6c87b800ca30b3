"""Makes unit forms: empty for issue, or filled with values (demo, carry-over, reply kit)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from cchc.campaign.panel import Panel
from cchc.criteria.model import CriteriaSet
from generator.lock import Lock, lock_part
from generator.marks import Marks
from generator.package import edited, growing_rows
from generator.render import FormContent, Typed, render
from workbook_templates.unit_form.plan import unit_form_plan
from workbook_templates.unit_form.slots import UnitSlots


def unit_form(
    criteria: CriteriaSet,
    slots: UnitSlots,
    lock: Lock,
    values: Mapping[str, Typed] | None = None,
    panel: Panel | None = None,
) -> bytes:
    """A unit's locked form as a finished package.

    `values` are typed inputs by name (`1.2.3:done`). Formulas are stored with the results of our own arithmetic, so that
    the form is correct before any program recalculates it. With `panel` it has a live panel.
    """
    marks = Marks(
        token=slots.token,
        title=form_title(criteria, slots),
        created=datetime.combine(criteria.header.decision_date, datetime.min.time()),
    )
    content = FormContent(slots.fill, values or {}, marks)
    package = render(unit_form_plan(criteria, panel), content)
    return edited(package, lambda name, part: lock_part(lock, name, growing_rows(name, part)))


def form_title(criteria: CriteriaSet, slots: UnitSlots) -> str:
    """The title in the document's properties."""
    return f"{criteria.header.appendix} – {slots.unit_name}"
