"""The result form of a unit as a finished, locked package."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from cchc.criteria.model import CriteriaSet
from generator.lock import Lock, lock_part
from generator.marks import Marks
from generator.package import edited, growing_rows
from generator.render import FormContent, render
from workbook_templates.result_form.plan import TITLE, ResultLine, ResultTexts, result_plan


def result_form(
    criteria: CriteriaSet, texts: ResultTexts, lines: Mapping[str, ResultLine], lock: Lock
) -> bytes:
    """A unit's result form; the same input gives the same bytes."""
    title = f"{TITLE.format(year=texts.year)} – {texts.unit_name}"
    created = datetime.combine(criteria.header.decision_date, datetime.min.time())
    names = {"unit_name": texts.unit_name}
    content = FormContent(lambda template: template.format(**names), {}, Marks("", title, created))
    package = render(result_plan(criteria, texts, lines), content)
    return edited(package, lambda name, part: lock_part(lock, name, growing_rows(name, part)))
