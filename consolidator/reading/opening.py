"""Opens a returned workbook of any format for the exact reading."""

from __future__ import annotations

import io

from cchc.findings.finding import finding
from consolidator.reading.archive import check_archive
from consolidator.reading.preflight import (
    OLE_SIGN,
    SAME_NAMES,
    Refused,
    check_is_workbook,
    check_size,
    look_at,
    read_part,
)
from consolidator.reading.raw import RawWorkbook
from consolidator.reading.ways import way_of
from consolidator.reading.workbook import ExactWorkbook

_OLE_KINDS = (("WordDocument", "Word (.doc)"), ("PowerPoint Document", "PowerPoint (.ppt)"))


def open_workbook(content: bytes, in_sample: bool = False) -> ExactWorkbook:
    """The workbook in a file's content, after checks of its package. Raises Refused.

    Forms are issued as .xlsx or .xlsm; .ods and .xls are read too, with a remark. `in_sample` is whether an .xlsx
    is read both ways (see `ways`).
    """
    check_size(len(content))
    if content.startswith(OLE_SIGN):
        return _open_ole(content)
    package = look_at(content)
    check_archive(package, content)
    if "mimetype" in package.namelist() and b"opendocument.spreadsheet" in read_part(package, "mimetype"):
        from consolidator.reading.ods import OdsWorkbook

        return OdsWorkbook(package)
    check_is_workbook(package)
    return RawWorkbook(package, way_of(in_sample))


def _open_ole(content: bytes) -> ExactWorkbook:
    import olefile  # imported here because few forms have this format and it would delay the start of every worker

    from consolidator.reading.ole_damage import what_is_damaged

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as package:
            names = {path[0] for path in package.listdir()}
            issues: list[tuple[type, str]] = getattr(package, "parsing_issues", [])
            twice = any("Duplicate filename" in text for _, text in issues)
    except Exception as error:  # a damaged directory makes olefile raise any kind of error
        raise Refused(finding("FILE_DAMAGED", what_is_damaged(error))) from error
    if twice:
        raise Refused(finding("FILE_UNSAFE", SAME_NAMES))
    if "EncryptedPackage" in names:
        raise Refused(finding("FILE_ENCRYPTED"))
    if not names & {"Workbook", "Book"}:
        kind = next((kind for stream, kind in _OLE_KINDS if stream in names), "OLE")
        raise Refused(finding("FILE_NOT_XLSX", kind))
    from consolidator.reading.xls import XlsWorkbook

    return XlsWorkbook(content)
