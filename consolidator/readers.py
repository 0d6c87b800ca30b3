"""The readers of all kinds of forms that come back. What the kinds are: `workbook_templates/forms/table.py`."""

from __future__ import annotations

from typing import Any

from cchc.appraisal.rounds import ROUNDS
from cchc.identity import SURVEY_TEMPLATE, UNIT_FORM
from consolidator.appraisal_form.intake import APPRAISAL_READER
from consolidator.intake import UNIT_READER
from consolidator.kind_reader import KindReader
from consolidator.survey_form.reading import SURVEY_READER

READERS: dict[str, KindReader[Any, Any, Any]] = {
    UNIT_FORM: UNIT_READER,
    **{round_.kind: APPRAISAL_READER for round_ in ROUNDS},
    SURVEY_TEMPLATE: SURVEY_READER,
}
"""The reader of every kind, by the key that its forms carry."""
