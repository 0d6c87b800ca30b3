"""Types values into any cell of a workbook, whether the file already has the cell or not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

from generator.package import edited

_ROW = re.compile(r'<row r="(\d+)"[^>]*?(?:/>|>(.*?)</row>)', re.DOTALL)
_CELL = re.compile(r'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>.*?</c>)', re.DOTALL)
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")


@dataclass(frozen=True)
class Put:
    """One typed value. `kind` is the type stored in files: n, text, b, e; a `formula` may have no result (text "").

    `number` is the sheet's number (from 1), `sheet` its name.
    """

    number: int
    sheet: str
    cell: str
    kind: str
    text: str
    formula: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether the cell looks empty to a person."""
        return not self.formula and not self.text.strip()

    def xml(self, style: str) -> str:
        start = f'<c r="{self.cell}"{style}'
        formula = f"<f>{escape(self.formula)}</f>" if self.formula else ""
        if self.kind == "text" and not self.formula:
            return f'{start} t="inlineStr"><is><t xml:space="preserve">{escape(self.text)}</t></is></c>'
        kind = {"text": ' t="str"', "b": ' t="b"', "e": ' t="e"'}.get(self.kind, "")
        value = f"<v>{escape(self.text)}</v>" if self.text else ""
        return f"{start}{kind}>{formula}{value}</c>"


def typed_in(content: bytes, puts: Iterable[Put]) -> bytes:
    """The workbook with all these values typed in; cells keep their style."""
    by_sheet: dict[int, list[Put]] = {}
    for put in puts:
        by_sheet.setdefault(put.number, []).append(put)

    def edit(name: str, part: bytes) -> bytes:
        found = _SHEET.fullmatch(name)
        mine = by_sheet.get(int(found.group(1)), []) if found else []
        return _with_cells(part.decode(), mine).encode() if mine else part

    return edited(content, edit)


def _with_cells(text: str, puts: list[Put]) -> str:
    head, _, rest = text.partition("<sheetData")
    if rest.startswith("/>"):
        body, tail = "", rest[2:]
    else:
        body, _, tail = rest.partition(">")[2].partition("</sheetData>")
    rows = {int(found.group(1)): (found.group(0), found.group(2) or "") for found in _ROW.finditer(body)}
    for put in puts:
        at = int(re.sub("[A-Z]", "", put.cell))
        whole, cells = rows.get(at, (f'<row r="{at}"/>', ""))
        opening = re.sub(r"\s*/?>$", "", whole[: whole.index(">") + 1])
        cells = _with_cell(cells, put)
        rows[at] = (f"{opening}>{cells}</row>", cells)
    return f"{head}<sheetData>{''.join(rows[at][0] for at in sorted(rows))}</sheetData>{tail}"


def _with_cell(cells: str, put: Put) -> str:
    by_column = {_place(found.group(1)): found for found in _CELL.finditer(cells)}
    texts = {place: found.group(0) for place, found in by_column.items()}
    place = _place(re.sub(r"\d", "", put.cell))
    known = by_column.get(place)
    style = re.search(r' s="\d+"', known.group(3)) if known else None
    texts[place] = put.xml(style.group(0) if style else "")
    return "".join(texts[each] for each in sorted(texts))


def _place(letters: str) -> tuple[int, str]:
    return len(letters), letters
