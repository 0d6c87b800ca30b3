"""The content types of a package: which kind of part each part is declared to be.

Source: ISO/IEC 29500-2, 6.2.3 (media types: overrides before defaults, names compared without regard to case).
"""

from __future__ import annotations

import zipfile

from cchc.findings.finding import finding
from cchc.language import Words
from consolidator.reading.preflight import CONTENT_TYPES, PART_MISSING, WORKBOOK_TYPES, Refused
from consolidator.reading.spaces import TYPE_SPACE, only_elements, space_of
from consolidator.reading.trees import parse_part

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
        self._part = next((name for name in package.namelist() if name.lower() == CONTENT_TYPES), None)
        if self._part is None:
            raise Refused(finding("FILE_DAMAGED", PART_MISSING.filled(part=_NAME)))
        self._of_part: dict[str, str] = {}
        self._of_ending: dict[str, str] = {}
        root = parse_part(package, self._part)
        space = space_of(root, self._part, (TYPE_SPACE,))
        override = f"{space}Override"
        for node in only_elements(root, (override, f"{space}Default"), self._part):
            kind = node.get("ContentType", "").strip().lower()
            if node.tag == override:
                self._add(self._of_part, node.get("PartName", "").lstrip("/").lower(), kind)
            else:
                self._add(self._of_ending, node.get("Extension", "").lower(), kind)

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

    def _add(self, table: dict[str, str], name: str, kind: str) -> None:
        if table.setdefault(name, kind) != kind:
            why = _TWICE.filled(part=self._part, name=name[:100])
            raise Refused(finding("FILE_UNSAFE", why))


def _is_workbook(kind: str) -> bool:
    return any(kind.endswith(sign.decode().lower()) for sign in WORKBOOK_TYPES)
