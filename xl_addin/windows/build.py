"""Builds cchc.xlam on any system, without Excel. The same input gives the same bytes."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from pathlib import Path

from xl_addin.windows.ribbon import custom_ui
from xl_addin.windows.wrappers import OPENING, bridge, descriptions, wrappers

FILE_NAME = "cchc.xlam"
MODULES = ("CchcBridge", "CchcFunctions", "CchcDescriptions")

_RIBBON_PART = "customUI/customUI14.xml"
_RELATIONS = "_rels/.rels"
_RIBBON_TYPE = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_RELATION = f'<Relationship Id="cchcRibbon" Type="{_RIBBON_TYPE}" Target="{_RIBBON_PART}"/>'
_START_OF_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def add_in() -> bytes:
    """The content of the .xlam."""
    from pyopenvba import ExcelFile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE_NAME
        with ExcelFile.create_new(str(path)) as book:
            for name, source in zip(MODULES, (bridge(), wrappers(), descriptions()), strict=True):
                book.vba_project().add_module(name, _lines(source))
            book.set_module("ThisWorkbook", _lines(OPENING))
            book.save()
        return _with_ribbon(path.read_bytes())


def _lines(source: str) -> str:
    return re.sub(r"\r?\n", "\r\n", source)


def _with_ribbon(content: bytes) -> bytes:
    """The package with the ribbon added; every member gets the same date."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(buffer, "w") as made:
        members = {name: package.read(name) for name in package.namelist()}
        relations = members[_RELATIONS].decode()
        members[_RELATIONS] = relations.replace("</Relationships>", _RELATION + "</Relationships>").encode()
        members[_RIBBON_PART] = custom_ui().encode()
        for name, member in members.items():
            entry = zipfile.ZipInfo(name, _START_OF_ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, member)
    return buffer.getvalue()
