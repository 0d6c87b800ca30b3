"""Makes the forms of the appraisal: empty for issue, or filled with values (demo, tests)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from cchc.appraisal.model import IssuedForm
from cchc.criteria.model import CriteriaSet
from cchc.identity import Sealer
from generator.lock import campaign_lock, lock_part
from generator.marks import Marks
from generator.package import edited, growing_rows
from generator.render import FormContent, Typed, render
from workbook_templates.appraisal_form.plan import appraisal_plan, form_slots
from workbook_templates.appraisal_form.sheets import form_title


def appraisal_form(
    form: IssuedForm,
    criteria: CriteriaSet,
    sealer: Sealer,
    values: Mapping[str, Typed] | None = None,
) -> bytes:
    """A sealed and locked form as a finished package. `values` are typed inputs by name
    (`1.2.3@25327:score`).
    """
    slots, lock = form_slots(form, sealer), campaign_lock(sealer)
    title = form_title(form, criteria)
    created = datetime.combine(criteria.header.decision_date, datetime.min.time())
    marks = Marks(slots["token"], f"{title} – {form.texts['party']}", created)
    content = FormContent(lambda template: template.format(**slots), values or {}, marks)
    package = render(appraisal_plan(form, criteria), content)
    return edited(package, lambda name, part: lock_part(lock, name, growing_rows(name, part)))
