"""Row heights of a plan, from the texts it prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from workbook_templates.cell_plan import Fixed, PlanCell, Rich
from workbook_templates.styles import STYLES
from workbook_templates.text_size import height_of

_INDENT = 1.4
"""Width of an indent in characters: that of LibreOffice, which is wider than Excel's."""


def row_heights(
    cells: Sequence[PlanCell], widths: Mapping[int, float], rows: Iterable[int]
) -> dict[int, float]:
    """The height in points of each of `rows`: the height of its highest text in a cell that is not merged."""
    wanted = set(rows)
    heights: dict[int, float] = {}
    for cell in cells:
        if cell.row in wanted and cell.last is None:
            height = height_of(_paragraphs(cell), _room(cell.style, widths[cell.column]))
            heights[cell.row] = max(heights.get(cell.row, 0.0), height)
    return heights


@lru_cache(maxsize=16384)  # most texts are on several sheets
def text_height(style: str, text: str, width: float) -> float:
    """The height in points of one text in a style and a column of `width` characters."""
    return height_of([_paragraph(style, text)], _room(style, width))


def _room(style: str, width: float) -> float:
    """The width of a column less the indent of the style, in characters."""
    indent = STYLES[style].get("indent", 0)
    assert isinstance(indent, int)
    return width - _INDENT * indent


def _paragraphs(cell: PlanCell) -> list[tuple[str, float, bool]]:
    content = cell.content
    if isinstance(content, Rich):
        return [_paragraph(style, text.strip("\n")) for style, text in content.parts]
    if isinstance(content, Fixed) and isinstance(content.value, str):
        return [_paragraph(cell.style, content.value)]
    return [_paragraph(cell.style, "0")]


def _paragraph(style: str, text: str) -> tuple[str, float, bool]:
    properties = STYLES[style]
    size = properties.get("font_size", 11)
    assert isinstance(size, int | float)
    return text, float(size), bool(properties.get("bold", False))
