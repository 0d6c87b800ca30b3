"""Names of files and folders below khao-sat/."""

from __future__ import annotations

from pathlib import Path

from cchc.criteria.sources import BY_KEY
from cchc.files import slug
from cchc.survey.returned import SurveyReceipt
from cchc.survey.scope import Scope

_OTHERS = "khac"
"""The name part of a template whose leaves are assigned to no agency."""
TEMPLATES, TAKEN = "mau", "da-nhap"
"""Folders below khao-sat/: templates made, and copies of imported workbooks."""

_OTHER_FORMATS = (".ods", ".xls")
"""Copies keep these endings: programs do not open such a workbook under another one."""


def template_name(scope: Scope) -> str:
    """The file name of a template; templates of departments are in one folder per authority."""
    authority = slug(scope.authority) if scope.authority else ""
    source = BY_KEY[scope.source]
    if not source.is_published:
        agency = slug(scope.agency) if scope.agency else _OTHERS
        if scope.agency and agency == _OTHERS:
            agency = f"co-quan-{agency}"
        return f"nhan-xet-{scope.year}/{authority}/nhan-xet-{authority}-{agency}-{scope.year}.xlsx"
    return "-".join(part for part in (source.file_word, str(scope.year), authority) if part) + ".xlsx"


def copy_name(receipt: SurveyReceipt) -> str:
    """The file name of the copy that is kept of an imported workbook."""
    name = Path(receipt.file.rpartition("/")[2])
    suffix = name.suffix.lower() if name.suffix.lower() in _OTHER_FORMATS else ".xlsx"
    return f"{slug(name.stem)}-{receipt.sha256[:12]}{suffix}"
