"""The catalogue of findings: every code, its severity and its texts, one module per subject.

Codes are contracts (`phat-hien.jsonl`); texts are not. `{found}`, `{expected}` and the places of a finding
are filled in when it is shown. The reference in docs/ is generated from this catalogue.
"""

from cchc.findings.catalogue.entry import ERROR, NOTE, SEVERITY_NAMES, WARNING, Entry
from cchc.findings.catalogue.remedies import (
    CATALOGUE,
    FOR_UNIT,
    IN_APPRAISAL_FORM,
    IN_CRITERIA_WORKBOOK,
    IN_GENERAL,
    IN_SURVEY_TEMPLATE,
    IN_UNIT_FORM,
    REMEDIES,
)

__all__ = [
    "CATALOGUE",
    "ERROR",
    "FOR_UNIT",
    "IN_APPRAISAL_FORM",
    "IN_CRITERIA_WORKBOOK",
    "IN_GENERAL",
    "IN_SURVEY_TEMPLATE",
    "IN_UNIT_FORM",
    "NOTE",
    "REMEDIES",
    "SEVERITY_NAMES",
    "WARNING",
    "Entry",
]
