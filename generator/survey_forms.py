"""Makes survey templates as finished packages: empty, or with figures."""

from __future__ import annotations

from collections.abc import Mapping

from cchc.campaign.model import Campaign
from cchc.identity import Sealer
from cchc.survey.scope import Criteria, Scope
from generator.lock import campaign_lock, lock_part
from generator.marks import Marks
from generator.package import edited, growing_rows
from generator.render import FormContent, Typed, render
from workbook_templates.survey_form.plan import survey_plan


def survey_template(
    campaign: Campaign,
    criteria: Criteria,
    scope: Scope,
    sealer: Sealer,
    values: Mapping[str, Typed] | None = None,
) -> bytes:
    """A locked template. `values` are typed inputs by name: `unit:leaf`, `unit:note`."""
    identity = scope.identity(campaign, criteria)
    slots = {
        "token": sealer.seal(identity),
        "public_key": sealer.public_key,
        "form_number": f"{campaign.id}/{scope.source}/{scope.year}/{identity.unit}",
    }
    marks = Marks(token=slots["token"], title=f"{campaign.id} – {scope.source} {scope.year}")
    content = FormContent(lambda template: template.format(**slots), values or {}, marks)
    package = render(survey_plan(campaign, criteria, scope), content)
    lock = campaign_lock(sealer)
    return edited(package, lambda name, part: lock_part(lock, name, growing_rows(name, part)))
