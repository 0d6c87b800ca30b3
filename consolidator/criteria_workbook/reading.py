"""Turns the package of a criteria workbook into the two files of a set, or reports every fault by cell."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cchc.criteria.declaration import read_criteria_set
from cchc.criteria.model import CriteriaSet
from cchc.criteria.writing import header_text
from cchc.errors import BrokenInput
from cchc.findings.catalogue import IN_CRITERIA_WORKBOOK
from cchc.findings.finding import Finding
from cchc.language import Words
from consolidator.criteria_workbook.faults import COUNTS, FaultReporter
from consolidator.criteria_workbook.header import read_header_content
from consolidator.criteria_workbook.lines import as_table, read_lines
from consolidator.criteria_workbook.notes import Notes
from consolidator.criteria_workbook.tables import OpenSheet, open_sheets
from consolidator.reading.opening import open_workbook
from consolidator.reading.preflight import Refused
from workbook_templates.criteria_plan import AGENCIES, INFO, LINES, sheets

BROKEN_WORKBOOK = Words(
    "Sổ bộ tiêu chí {file} có {count} chỗ phải sửa; chưa ghi gì.",
    "The criteria workbook {file} has {count} faults; nothing was written.",
)


@dataclass(frozen=True)
class ImportedSet:
    """A valid set read from a workbook: its two files as canonical text, and remarks on cells whose value differs
    from their text.
    """

    header: bytes
    lines: bytes
    criteria: CriteriaSet
    remarks: tuple[Finding, ...]


def read_criteria_workbook(content: bytes, file: str) -> ImportedSet:
    """Read a workbook. Raises BrokenInput with all faults at once, by sheet and cell."""
    notes = Notes(file)
    try:
        workbook = open_workbook(content)
        by_name = open_sheets(workbook, content, notes)
    except Refused as refused:
        why = replace(refused.finding, file=file, workbook=IN_CRITERIA_WORKBOOK)
        raise BrokenInput(BROKEN_WORKBOOK, [why], file=file, count=1) from refused
    if len(by_name) < len(sheets()):
        raise _broken(notes)
    read = _read(by_name, notes)
    if workbook.format_remark is None:
        return read
    remark = workbook.format_remark.placed(file=file, workbook=IN_CRITERIA_WORKBOOK)
    return replace(read, remarks=(remark, *read.remarks))


def _read(by_name: dict[str, OpenSheet], notes: Notes) -> ImportedSet:
    header = header_text(
        read_header_content(by_name[INFO.name], by_name[COUNTS], by_name[AGENCIES.name], notes)
    )
    rows = read_lines(by_name[LINES.name], notes)
    lines, by_line = as_table(rows)
    criteria: CriteriaSet | None = None
    try:
        criteria = read_criteria_set(header, lines, notes.file)
    except BrokenInput as broken:
        FaultReporter(by_name, rows, by_line, notes).tell(broken.findings)
        if not notes.errors:
            raise  # a set that the checks refuse is not imported
    if criteria is None or notes.errors:
        raise _broken(notes)
    return ImportedSet(header, lines, criteria, tuple(notes.findings))


def _broken(notes: Notes) -> BrokenInput:
    return BrokenInput(BROKEN_WORKBOOK, notes.findings, file=notes.file, count=notes.errors)
