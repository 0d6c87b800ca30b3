"""Opens a returned workbook of any format for the exact reading."""

from __future__ import annotations

import io
import zipfile

from cchc.findings.finding import finding
from consolidator.reading.archive import check_archive
from consolidator.reading.composed import with_composed_names
from consolidator.reading.default_password import without_default_password
from consolidator.reading.kinds import kind_of_ole
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
from consolidator.reading.ways import Way, way_of
from consolidator.reading.workbook import ExactWorkbook


def open_workbook(content: bytes, in_sample: bool = False) -> ExactWorkbook:
    """The workbook in a file's content, after checks of its package. Raises Refused.

    Forms are issued as .xlsx or .xlsm; .ods and .xls are read too, with a remark. `in_sample` is whether an .xlsx
    is read both ways (see `ways`).
    """
    return with_composed_names(_opened(content, in_sample))


def _opened(content: bytes, in_sample: bool) -> ExactWorkbook:
    check_size(len(content))
    if content.startswith(OLE_SIGN):
        return _open_ole(content, in_sample)
    package = _package(content)
    if "mimetype" in package.namelist() and b"opendocument.spreadsheet" in read_part(package, "mimetype"):
        from consolidator.reading.ods import OdsWorkbook

        return OdsWorkbook(package)
    check_is_workbook(package)
    return RawWorkbook(package, way_of(in_sample))


def _package(content: bytes) -> zipfile.ZipFile:
    """A zip package within the limits that says one thing to all programs. Raises Refused."""
    package = look_at(content)
    check_archive(package, content)
    return package


class _DecryptedWorkbook(RawWorkbook):
    """An .xlsx that was encrypted with the default password: both readings read its decrypted content."""

    def __init__(self, content: bytes, way: Way) -> None:
        package = _package(content)
        check_is_workbook(package)
        super().__init__(package, way)
        self._content = content

    def for_fast_reading(self, content: bytes) -> bytes:
        return super().for_fast_reading(self._content)


def _open_ole(content: bytes, in_sample: bool) -> ExactWorkbook:
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
        plain = without_default_password(content)
        if plain is None:
            raise Refused(finding("FILE_ENCRYPTED"))
        return _DecryptedWorkbook(plain, way_of(in_sample))
    if not names & {"Workbook", "Book"}:
        raise Refused(finding("FILE_NOT_XLSX", kind_of_ole(names)))
    from consolidator.reading.xls import XlsWorkbook

    return XlsWorkbook(content)
