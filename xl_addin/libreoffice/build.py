"""Builds the .oxt from component, type library and core. The same input gives the same bytes."""

from __future__ import annotations

import io
import pprint
import zipfile
from collections.abc import Mapping
from importlib import resources

import cchc
from workbook_templates.udf_catalogue import CATALOGUE
from workbook_templates.words.checks import SHEET_WORDS
from xl_addin.libreoffice.type_library import INTERFACE_NAME, type_library

FILE_NAME = "cchc.oxt"
IDENTIFIER = "vn.cchc.addin"
MINIMUM_OFFICE = "7.4"
"""The oldest LibreOffice the add-in is tested with. Its Windows package includes Python 3.8."""

_UNIX_START_OF_ZIP_TIME = (1980, 1, 1, 0, 0, 0)

_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="http://openoffice.org/2001/manifest">
<manifest:file-entry manifest:full-path="cchc.rdb" manifest:media-type="application/vnd.sun.star.uno-typelibrary;type=RDB"/>
<manifest:file-entry manifest:full-path="cchc_addin.py"
 manifest:media-type="application/vnd.sun.star.uno-component;type=Python"/>
</manifest:manifest>
"""

_DESCRIPTION = """<?xml version="1.0" encoding="UTF-8"?>
<description xmlns="http://openoffice.org/extensions/description/2006"
 xmlns:d="http://openoffice.org/extensions/description/2006"
 xmlns:l="http://libreoffice.org/extensions/description/2011">
<identifier value="{identifier}"/>
<version value="{version}"/>
<platform value="all"/>
<dependencies><l:LibreOffice-minimal-version d:name="LibreOffice {minimum}" value="{minimum}"/></dependencies>
<display-name><name lang="vi">CCHC – hàm chỉ số cải cách hành chính</name>
<name lang="en">CCHC – PAR index functions</name></display-name>
</description>
"""


def extension() -> bytes:
    """The content of the .oxt."""
    members: dict[str, bytes] = {
        "META-INF/manifest.xml": _MANIFEST.encode(),
        "description.xml": _description().encode(),
        "cchc.rdb": type_library(),
        "cchc_addin.py": _source("xl_addin.libreoffice", "component.py"),
        "pythonpath/cchc_catalogue.py": catalogue_module().encode(),
    }
    members.update(_core("cchc.core", "pythonpath/cchc_core"))
    return _zipped(members)


def _core(package: str, folder: str) -> dict[str, bytes]:
    """The source files of a package and of the packages inside it, by their names in the extension."""
    found: dict[str, bytes] = {}
    for each in sorted(resources.files(package).iterdir(), key=lambda entry: entry.name):
        if each.name.endswith(".py"):
            found[f"{folder}/{each.name}"] = _source(package, each.name)
        elif each.is_dir() and each.joinpath("__init__.py").is_file():
            found.update(_core(f"{package}.{each.name}", f"{folder}/{each.name}"))
    return found


def catalogue_module() -> str:
    """The catalogue and the words of the core as a module of literals: the extension cannot import the
    project's modules.
    """
    functions = {
        function.name: {
            "excel": function.excel_name,
            "help": function.help._asdict(),
            "parameters": [
                {"label": each.label._asdict(), "help": each.help._asdict()} for each in function.parameters
            ],
        }
        for function in CATALOGUE
    }
    interface = f'INTERFACE = "{INTERFACE_NAME}"\n\n'
    words = {
        "answers": SHEET_WORDS.answers._asdict(),
        "messages": SHEET_WORDS.messages._asdict(),
        "advice": SHEET_WORDS.advice._asdict(),
        "comparison": list(SHEET_WORDS.comparison),
    }
    return interface + _literal("FUNCTIONS", functions) + "\n" + _literal("WORDS", words)


def _literal(name: str, value: object) -> str:
    return f"{name} = {pprint.pformat(value, width=110, sort_dicts=False)}\n"


def _description() -> str:
    return _DESCRIPTION.format(identifier=IDENTIFIER, version=cchc.__version__, minimum=MINIMUM_OFFICE)


def _source(package: str, name: str) -> bytes:
    """A source file with LF line ends, whatever the system."""
    return resources.files(package).joinpath(name).read_bytes().replace(b"\r\n", b"\n")


def _zipped(members: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, _UNIX_START_OF_ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return buffer.getvalue()
