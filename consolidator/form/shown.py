"""Finds results of a form's own formulas that are shown as other figures than the file stores.

Results are computed again from the figures, so these cells change no score; but they are what people read and print.
"""

from __future__ import annotations

from functools import lru_cache

from cchc.core import roles
from cchc.core.numbers import plain
from cchc.findings.finding import finding
from consolidator.form.sheet import ReturnedSheet
from consolidator.reading import formats
from consolidator.reading.days import day_or_time
from consolidator.reading.pictures import COARSE, OTHERWISE, picture
from consolidator.reading.workbook import RawCell
from consolidator.seen import text_as_seen
from consolidator.typed import decimal_of, shortened
from workbook_templates.cell_plan import PlanCell

_MISLEADING = (COARSE, OTHERWISE)


def check_results_shown(sheet: ReturnedSheet) -> None:
    """Note every result that is shown as another figure or text than is stored."""
    for cell, raw in _formatted(sheet):
        shown = _shown_code(raw) if cell.role == roles.CHECK_CODE else _shown_otherwise(raw)
        if shown is not None:
            stored = shortened(raw.text)
            sheet.noting(cell)(finding("RESULT_SHOWN_OTHERWISE", stored, shortened(shown.strip())))


def _formatted(sheet: ReturnedSheet) -> list[tuple[PlanCell, RawCell]]:
    """The results whose format may show another figure."""
    if sheet.has_moved:
        found = [(cell, sheet.raw_at(cell)) for cell in sheet.plan.computed]
    else:
        cells = sheet.raw.cells
        found = [(cell, cells.get((cell.row, cell.column))) for cell in sheet.plan.computed]
    return [(cell, raw) for cell, raw in found if raw and (raw.formats or raw.shown == formats.DATE)]


@lru_cache(maxsize=16384)
def _shown_otherwise(raw: RawCell) -> str | None:
    """What a result is shown as, if that is another figure or text; None if it is not."""
    if raw.kind == "text":
        shown = text_as_seen(raw)
        return None if shown == raw.text else shown
    value = decimal_of(raw.text)
    if raw.kind != "n" or value is None or raw.shown == formats.UNKNOWN:
        return None
    if raw.shown == formats.DATE:
        return day_or_time(float(value))
    seen = picture(value, raw.formats)
    return seen.text if seen.how in _MISLEADING or seen.percent or seen.date else None


def _shown_code(raw: RawCell) -> str | None:
    """The same for the check code: its own format puts a dash between its digits. What is no code differs from ours,
    which is said elsewhere.
    """
    shown = _shown_otherwise(raw)
    value = decimal_of(raw.text)
    if shown is None or value is None or value < 0 or value.denominator != 1:
        return None
    digits = "".join(each for each in shown if each.isdigit())
    return None if digits.lstrip("0") == plain(value).lstrip("0") else shown


def number_shown(raw: RawCell) -> str | None:
    """What a locked number is shown as, if that is another number than is stored; None if it is not."""
    shown = _shown_otherwise(raw)
    return None if shown is None else shortened(shown.strip())
