"""The content types of a package: which kind of part each part is declared to be.

Source: ISO/IEC 29500-2, 6.2.3 (media types: overrides before defaults, names compared without regard to case).
"""

from __future__ import annotations

import zipfile
from functools import lru_cache

from cchc.findings.finding import finding
from cchc.language import Words
from consolidator.reading.preflight import CONTENT_TYPES, PART_MISSING, WORKBOOK_TYPES, Refused, read_part
from consolidator.reading.spaces import TYPE_SPACE, only_elements, space_of
from consolidator.reading.trees import parse_xml

_NAME = "[Content_Types].xml"
_SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_OF_KIND = {
    "worksheet": f"{_SHEETS}.worksheet+xml",
    "chartsheet": f"{_SHEETS}.chartsheet+xml",
    "dialogsheet": f"{_SHEETS}.dialogsheet+xml",
    "sharedStrings": f"{_SHEETS}.sharedStrings+xml",
}
"""The type of a part that a relationship of each kind leads to."""

_TWICE = Words("{part} khai báo hai lần cho {name}", "{part} declares {name} twice")
_OTHER_MAIN = Words(
    "phần khai báo là sổ tính ({found}) không phải phần mà quan hệ dẫn tới ({expected})",
    "the part declared as the workbook ({found}) is not the one that the relationship leads to ({expected})",
)
_OTHER_TYPE = Words(
    "{part} được dẫn tới như {kind} nhưng khai báo là loại khác",
    "{part} is referred to as {kind} but declared as something else",
)


class ContentTypes:
    """The declared types of a package. Raises Refused if there are none, or two for one part."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        part = next((name for name in package.namelist() if name.lower() == CONTENT_TYPES), None)
        if part is None:
            raise Refused(finding("FILE_DAMAGED", PART_MISSING.filled(part=_NAME)))
        self._of_part, self._of_ending = _tables(read_part(package, part))

    def check_main(self, main: str) -> None:
        """Check that the workbook part, and no other, is declared as a workbook. Raises Refused."""
        declared = sorted(name for name, kind in self._of_part.items() if _is_workbook(kind))
        if not _is_workbook(self._type(main)) or set(declared) - {main.lower()}:
            found = ", ".join(declared)[:100] or "—"
            raise Refused(finding("FILE_UNSAFE", _OTHER_MAIN.filled(found=found, expected=main[:100])))

    def check(self, part: str, kind: str) -> None:
        """Check that a part is declared as what a relationship of a kind leads to. Raises Refused."""
        expected = _OF_KIND.get(kind)
        if expected is not None and self._type(part) != expected.lower():
            raise Refused(finding("FILE_UNSAFE", _OTHER_TYPE.filled(part=part[:100], kind=kind)))

    def _type(self, part: str) -> str:
        name = part.lower()
        return self._of_part.get(name) or self._of_ending.get(name.rpartition(".")[2], "")


@lru_cache(maxsize=8)  # forms saved by the same program have the same content types
def _tables(content: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """The types by part and by ending, both in lower case. Raises Refused."""
    of_part: dict[str, str] = {}
    of_ending: dict[str, str] = {}
    root = parse_xml(content, _NAME)
    space = space_of(root, _NAME, (TYPE_SPACE,))
    override = f"{space}Override"
    for node in only_elements(root, (override, f"{space}Default"), _NAME):
        kind = node.get("ContentType", "").strip().lower()
        if node.tag == override:
            _add(of_part, node.get("PartName", "").lstrip("/").lower(), kind)
        else:
            _add(of_ending, node.get("Extension", "").lower(), kind)
    return of_part, of_ending


def _add(table: dict[str, str], name: str, kind: str) -> None:
    if table.setdefault(name, kind) != kind:
        raise Refused(finding("FILE_UNSAFE", _TWICE.filled(part=_NAME, name=name[:100])))


def _is_workbook(kind: str) -> bool:
    return any(kind.endswith(sign.decode().lower()) for sign in WORKBOOK_TYPES)
