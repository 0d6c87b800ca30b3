"""Remarks on what lies beside the control workbook and the files of criteria sets, and on the format it is stored in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cchc.beside import copies_of, open_marks_of
from cchc.criteria.declaration import HEADER_FILE, LINES_FILE
from cchc.findings.finding import Finding, finding
from cchc.names import some_of
from consolidator.reading.preflight import OLE_SIGN

REMARKS = ("CONTROL_COPY_BESIDE", "CONTROL_OPEN", "CONTROL_OTHER_FORMAT")


def those_beside(remarks: Iterable[Finding]) -> list[Finding]:
    """The remarks of this module among all remarks on a campaign."""
    return [each for each in remarks if each.code in REMARKS]


def beside_control(path: Path) -> list[Finding]:
    """Remarks that a control workbook has copies beside it, is open in a program, or is an .xls or .ods by content."""
    remarks = []
    if copies := copies_of(path):
        remarks.append(finding("CONTROL_COPY_BESIDE", some_of(copies), path.name, file=path.name))
    if marks := open_marks_of(path):
        remarks.append(finding("CONTROL_OPEN", some_of(marks), path.name, file=path.name))
    if kind := _other_format(path):
        remarks.append(finding("CONTROL_OTHER_FORMAT", kind, path.name, file=path.name))
    return remarks


def beside_sets(folder: Path, sets: Iterable[str]) -> list[Finding]:
    """Remarks that a file of a criteria set below `folder` has copies of its own kind beside it."""
    remarks = []
    for name in sorted(set(sets)):
        for file in (folder / name / HEADER_FILE, folder / name / LINES_FILE):
            copies = [each for each in copies_of(file) if each.casefold().endswith(file.suffix)]
            if copies:
                where = f"{folder.name}/{name}/{file.name}"
                remarks.append(finding("CONTROL_COPY_BESIDE", some_of(copies), file.name, file=where))
    return remarks


def _other_format(path: Path) -> str:
    """The name of the format where a readable workbook is no .xlsx; "" otherwise."""
    try:
        with path.open("rb") as stream:
            start = stream.read(100)
    except OSError:
        return ""
    if start.startswith(OLE_SIGN):
        return "Excel 97–2003 (.xls)"
    return "OpenDocument (.ods)" if b"mimetypeapplication/vnd.oasis.opendocument" in start else ""
