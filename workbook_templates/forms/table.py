"""All kinds of forms. Readers of those that come back: `consolidator/readers.py`."""

from __future__ import annotations

from typing import Any

from workbook_templates.forms.appraisal import APPRAISAL
from workbook_templates.forms.kind import FormKind
from workbook_templates.forms.result import RESULT
from workbook_templates.forms.survey import SURVEY
from workbook_templates.forms.unit import UNIT

_ALL: tuple[FormKind[Any], ...] = (UNIT, *APPRAISAL.values(), SURVEY, RESULT)

KINDS = {each.key: each for each in _ALL}
"""Every kind by its key."""
