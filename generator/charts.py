"""Native charts, each with the height that its content needs."""

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
    """A bar chart and its height in pixels: one bar for each category, the first on top, from 0 to 100 %. `names` is
    the share of the width for long names; if it is 0, the spreadsheet program chooses and may cut names off.
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
    """A chart of units by class, one bar for each block, and its height in pixels. `series` are pairs of the name's
    cell and the values.
    """
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
                # The format hides the label of a class without units.
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
    """A chart of columns side by side, 0 to 100 %. `series` are pairs of a name and the values."""
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
