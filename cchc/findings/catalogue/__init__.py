"""The catalogue of findings: every code, its gravity and its texts, a module a subject.

Codes are contracts (`phat-hien.jsonl`); texts are not. `{found}`, `{expected}` and the places of a finding are
filled in when it is shown. The reference in docs/ is generated from here.
"""

from __future__ import annotations

from cchc.findings.catalogue.appraisal import APPRAISAL
from cchc.findings.catalogue.appraisal_form import APPRAISAL_FORM
from cchc.findings.catalogue.control import CONTROL
from cchc.findings.catalogue.criteria_set import CRITERIA_SET
from cchc.findings.catalogue.criteria_workbook import CRITERIA_WORKBOOK
from cchc.findings.catalogue.entry import ERROR, NOTE, SEVERITY_NAMES, WARNING, Entry
from cchc.findings.catalogue.file import FILE
from cchc.findings.catalogue.form import FORM
from cchc.findings.catalogue.identity import IDENTITY
from cchc.findings.catalogue.remedies import ASK_APPRAISER, ASK_UNIT, FILL_APPRAISAL, FILL_ISSUED, SEND_XLSX
from cchc.findings.catalogue.survey import SURVEY
from cchc.findings.catalogue.value import VALUE

__all__ = ["CATALOGUE", "ERROR", "NOTE", "SEVERITY_NAMES", "WARNING", "Entry"]

FOR_APPRAISERS = {ASK_UNIT: ASK_APPRAISER, FILL_ISSUED: FILL_APPRAISAL, SEND_XLSX: FILL_APPRAISAL}
"""What to do about a fault in a form of the appraisal: it is no unit that must correct it."""

CATALOGUE: dict[str, Entry] = {
    **CRITERIA_SET,
    **CONTROL,
    **FILE,
    **IDENTITY,
    **FORM,
    **VALUE,
    **CRITERIA_WORKBOOK,
    **SURVEY,
    **APPRAISAL_FORM,
    **APPRAISAL,
}
