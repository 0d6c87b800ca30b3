"""The remedies of findings in one table: by code, and by the kind of workbook or the reader.

The remedies beside the messages are about units' forms and the files in the campaign's folder. The same
code may occur in an appraisal form, a survey template or a criteria workbook, where somebody else must
correct it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cchc.findings.catalogue.appraisal import APPRAISAL
from cchc.findings.catalogue.appraisal_form import APPRAISAL_FORM
from cchc.findings.catalogue.control import CONTROL
from cchc.findings.catalogue.criteria_set import CRITERIA_SET
from cchc.findings.catalogue.criteria_workbook import CRITERIA_WORKBOOK
from cchc.findings.catalogue.entry import Entry
from cchc.findings.catalogue.file import FILE
from cchc.findings.catalogue.for_units import FOR_UNITS, FOR_UNITS_BY_REMEDY
from cchc.findings.catalogue.form import FORM
from cchc.findings.catalogue.identity import IDENTITY
from cchc.findings.catalogue.shared import (
    ASK_APPRAISER,
    ASK_UNIT,
    EXPORT_APPRAISAL,
    FILL_APPRAISAL,
    FILL_ISSUED,
    SEND_EXPORTED,
    SEND_XLSX,
)
from cchc.findings.catalogue.survey import IN_TEMPLATE, SURVEY
from cchc.findings.catalogue.value import VALUE
from cchc.language import Words

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

IN_GENERAL = ""
IN_APPRAISAL_FORM = "appraisal_form"
IN_SURVEY_TEMPLATE = "survey_template"
IN_CRITERIA_WORKBOOK = "criteria_workbook"
IN_UNIT_FORM = "unit_form"
"""Only of a unit's form that lies where other kinds are taken; everywhere else it is the general case."""

FOR_UNIT = "unit"

_FOR_APPRAISERS = {
    ASK_UNIT: ASK_APPRAISER,
    FILL_ISSUED: FILL_APPRAISAL,
    SEND_XLSX: FILL_APPRAISAL,
    SEND_EXPORTED: EXPORT_APPRAISAL,
}
_SAVE_TEMPLATE = Words(
    "Mở mẫu điều tra của đợt này, lưu lại dạng Excel (.xlsx), không đặt mật khẩu; hoặc lập mẫu mới bằng cchc survey … "
    "template.",
    "Open this campaign's survey template, save it as Excel (.xlsx) without a password, or make a new one with "
    "cchc survey … template.",
)
_SAVE_CRITERIA = Words(
    "Mở sổ bộ tiêu chí bằng chương trình của nó, lưu hoặc xuất dạng Excel (.xlsx), không đặt mật khẩu: nội dung đã sửa còn "
    "nguyên. Chỉ khi không mở được mới xuất lại từ bộ tiêu chí và ghi lại những gì đã sửa.",
    "Open the criteria workbook in its own program and save or export it as Excel (.xlsx) without a password: all edits "
    "stay. Only where it does not open export the set once more and type the edits again.",
)
_WHERE_IT_BELONGS = {
    IN_UNIT_FORM: Words(
        "Phiếu tự đánh giá: chuyển tệp sang thư mục nop-ve/ của đợt rồi chạy cchc consolidate.",
        "A unit's self-scoring form: move it to the campaign's folder nop-ve/ and run cchc consolidate.",
    ),
    IN_APPRAISAL_FORM: Words(
        "Phiếu của khâu thẩm định: chuyển tệp sang thư mục tham-dinh/nop-ve/ của đợt rồi chạy cchc appraise … merge.",
        "A form of the appraisal: move it to the campaign's folder tham-dinh/nop-ve/ and run cchc appraise … merge.",
    ),
    IN_SURVEY_TEMPLATE: Words(
        "Mẫu điều tra: đưa ra khỏi thư mục nhận phiếu, nhập bằng cchc survey … import TỆP.",
        "A survey template: take it out of the folder of returns and import it by cchc survey … import FILE.",
    ),
}
"""Where a form belongs, by its own kind."""

_UNREADABLE = tuple(
    code for code in FILE if code not in ("FILE_SKIPPED", "FILE_NOT_UNDERSTOOD", "FOLDER_UNREADABLE")
)
"""Codes of errors that saving the file again may fix."""

_IN_TEMPLATES = {
    **dict.fromkeys(_UNREADABLE, _SAVE_TEMPLATE),
    **dict.fromkeys(
        (
            "FORM_NOT_OURS",
            "FORM_FORGED",
            "FORM_IDENTITIES_DIFFER",
            "FORM_OTHER_CAMPAIGN",
            "FORM_OTHER_SET",
        ),
        _SAVE_TEMPLATE,
    ),
    **{code: IN_TEMPLATE for code, entry in VALUE.items() if entry.remedy is ASK_UNIT},
    "READERS_DISAGREE": IN_TEMPLATE,
    "MAX_POINTS_EDITED": IN_TEMPLATE,
}


def _remedies(code: str, entry: Entry) -> Iterator[tuple[str, Words]]:
    yield IN_GENERAL, entry.remedy
    if code in FOR_UNITS or entry.remedy in FOR_UNITS_BY_REMEDY:
        yield FOR_UNIT, FOR_UNITS.get(code) or FOR_UNITS_BY_REMEDY[entry.remedy]
    if entry.remedy in _FOR_APPRAISERS:
        yield IN_APPRAISAL_FORM, _FOR_APPRAISERS[entry.remedy]
    if code in _IN_TEMPLATES:
        yield IN_SURVEY_TEMPLATE, _IN_TEMPLATES[code]
    if code == "FORM_OTHER_KIND":
        yield from _WHERE_IT_BELONGS.items()
    if code in _UNREADABLE:
        yield IN_CRITERIA_WORKBOOK, _SAVE_CRITERIA


REMEDIES: Mapping[str, Mapping[str, Words]] = {
    code: dict(_remedies(code, entry)) for code, entry in CATALOGUE.items()
}
"""For every code: its general remedy, other remedies for certain kinds of workbook, and what a unit does
about its own form.
"""
