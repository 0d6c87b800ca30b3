"""Native charts, each as high as what it shows needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.workbook import Workbook

from workbook_templates.styles import (
    AXIS_FORMAT,
    CHART_TEXT,
    CHART_TITLE,
    GRID,
    INK,
    NOT_ZERO_FORMAT,
    PAPER,
    RULE,
    SERIES,
    score_format,
)

ROW_PIXELS = 20
_PIXELS_PER_BAR, _PIXELS_AROUND, _PIXELS_ABOVE = 24, 96, 74

Range = list[str | int]


def bars(
    workbook: Workbook,
    title: str,
    categories: Range,
    values: Range,
    count: int,
    decimals: int,
    names: float = 0,
    width: int = 900,
) -> tuple[Any, int]:
    """A bar a category, the first on top, 0 to 100 %; with its height in pixels. `names` is the share of the
    width that long names need; without it the spreadsheet program decides, and may cut them off.
    """
    chart = workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "categories": categories,
            "values": values,
            "data_labels": {"value": True, "num_format": score_format(decimals), "font": dict(CHART_TEXT)},
            "fill": {"color": SERIES[0]},
            "gap": 45,
        }
    )
    chart.set_legend({"none": True})
    _finish(chart, title)
    height = _PIXELS_AROUND + _PIXELS_PER_BAR * count
    chart.set_size({"width": width, "height": height})
    if names:
        top = _PIXELS_ABOVE / height
        inside = {"x": names, "y": top, "width": 0.94 - names, "height": 0.95 - top}
        chart.set_plotarea({"layout": inside})
    return chart, height


def stacked(
    workbook: Workbook,
    title: str,
    categories: Range,
    series: Sequence[tuple[Range, Range]],
    count: int,
    width: int = 900,
) -> tuple[Any, int]:
    """Units by class, a bar a block. `series` are pairs of the name's cell and the values."""
    chart = workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for number, (name, values) in enumerate(series):
        fill = SERIES[min(number, len(SERIES) - 1)]
        light = fill in SERIES[1:3] + SERIES[-1:]
        font = {**CHART_TEXT, "color": INK if light else PAPER, "bold": True}
        chart.add_series(
            {
                "name": name[:3],
                "categories": categories,
                "values": values,
                "fill": {"color": fill},
                "border": {"color": PAPER},
                # A class without units has no number of its own inside a bar.
                "data_labels": {"value": True, "num_format": NOT_ZERO_FORMAT, "font": font},
                "gap": 45,
            }
        )
    chart.set_legend({"position": "bottom", "font": dict(CHART_TEXT)})
    _finish(chart, title, top=None)
    height = _PIXELS_AROUND + 40 + _PIXELS_PER_BAR * count
    chart.set_size({"width": width, "height": height})
    return chart, height


def columns(workbook: Workbook, title: str, categories: Range, series: Sequence[tuple[str, Range]]) -> Any:
    """Columns side by side, 0 to 100 %. `series` are pairs of a name and the values."""
    chart = workbook.add_chart({"type": "column"})
    for number, (name, values) in enumerate(series):
        fill = {"color": SERIES[number]}
        chart.add_series(
            {"name": name, "categories": categories, "values": values, "fill": fill, "gap": 60}
        )
    chart.set_title({"name": title, "name_font": dict(CHART_TITLE)})
    chart.set_legend({"position": "bottom", "font": dict(CHART_TEXT)})
    chart.set_x_axis({"num_font": dict(CHART_TEXT)})
    chart.set_y_axis(
        {
            "min": 0,
            "max": 100,
            "num_font": dict(CHART_TEXT),
            "num_format": AXIS_FORMAT,
            "major_gridlines": _grid(),
        }
    )
    return chart


def _finish(chart: Any, title: str, top: int | None = 100) -> None:
    chart.set_title({"name": title, "name_font": dict(CHART_TITLE), "overlay": False})
    chart.set_y_axis({"reverse": True, "num_font": dict(CHART_TEXT), "line": {"color": RULE}})
    limits = {"min": 0} if top is None else {"min": 0, "max": top}
    chart.set_x_axis(
        {**limits, "num_font": dict(CHART_TEXT), "num_format": AXIS_FORMAT, "major_gridlines": _grid()}
    )


def _grid() -> dict[str, Any]:
    return {"visible": True, "line": {"color": GRID, "width": 0.5}}
