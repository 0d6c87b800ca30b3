"""Forms for tests by what differs in them, written and stamped as kinds of forms are."""

from __future__ import annotations

from collections.abc import Mapping

from cchc.appraisal.model import IssuedForm
from cchc.campaign.model import Campaign
from cchc.campaign.panel import Panel
from cchc.campaign.printed import PrintedTexts
from cchc.criteria.model import CriteriaSet
from cchc.identity import SEALED_KINDS, UNIT_FORM, Identity, Sealer
from cchc.survey.scope import Criteria, Scope
from generator import stamping
from generator.issue import issue, written
from generator.lock import Lock
from generator.render import Typed
from workbook_templates.forms.appraisal import APPRAISAL, AppraisalRecord
from workbook_templates.forms.survey import SURVEY, SurveyRecord
from workbook_templates.forms.unit import UNIT, UnitRecord
from workbook_templates.unit_form.slots import UnitSlots

KIND_NAMES = {key: each.name for key, each in SEALED_KINDS.items()}


def unit_form(
    criteria: CriteriaSet,
    slots: UnitSlots,
    lock: Lock,
    values: Mapping[str, Typed] | None = None,
    panel: Panel | None = None,
) -> bytes:
    """A unit's form with any texts."""
    return written(UNIT, _record(criteria, panel), vars(slots), lock, values)


def appraisal_form(
    form: IssuedForm, criteria: CriteriaSet, sealer: Sealer, values: Mapping[str, Typed] | None = None
) -> bytes:
    """A form of the appraisal."""
    return issue(APPRAISAL[form.round], AppraisalRecord(form, criteria), sealer, values)


def survey_template(
    campaign: Campaign,
    criteria: Criteria,
    scope: Scope,
    sealer: Sealer,
    values: Mapping[str, Typed] | None = None,
) -> bytes:
    """A survey template."""
    return issue(SURVEY, SurveyRecord(campaign, criteria, scope), sealer, values)


class Stamper:
    """Stamps units' forms with any texts."""

    def __init__(self, lock: Lock, values: Mapping[str, Typed] | None = None) -> None:
        self._stamper = stamping.Stamper(UNIT, lock, values)

    def form(self, criteria: CriteriaSet, slots: UnitSlots, panel: Panel | None = None) -> bytes:
        return self._stamper.form(_record(criteria, panel), vars(slots))


def _record(criteria: CriteriaSet, panel: Panel | None) -> UnitRecord:
    """A form whose texts and identity come from its slots."""
    printed = PrintedTexts("", "", "", "", "", "", panel.text if panel else "")
    return UnitRecord(criteria, Identity("", "", "", "", "", UNIT_FORM, 1), printed)
