"""Every style of every workbook, by name: fonts, colours, borders, number formats in one place.

The properties are those of XlsxWriter. Input cells can be recognised without colour: their border
is twice as thick, which shows in black-and-white print.
"""

from __future__ import annotations

from collections.abc import Mapping

Style = Mapping[str, object]

FONT = "Times New Roman"
INK = "#1F2937"
RULE = "#8A94A6"
INPUT_FILL = "#FFF7CC"
INPUT_EDGE = "#8A3A06"
CLOSED_FILL = "#EEF0F3"
LINK = "#0B5394"
DOMAIN_FILL = "#CFE0F3"
CRITERION_FILL = "#E9F1FA"
HEADING_FILL = "#1F4E79"
ALERT = "#B00020"
HEAT_LOW, HEAT_MIDDLE, HEAT_HIGH = "#F4B183", "#FFFFFF", "#8DB4E2"
"""Orange, white, blue: colour-blind readers can tell them apart."""

HEAT_SCALE: Mapping[str, object] = {
    "type": "3_color_scale",
    "min_type": "num", "min_value": 50, "min_color": HEAT_LOW,
    "mid_type": "num", "mid_value": 75, "mid_color": HEAT_MIDDLE,
    "max_type": "num", "max_value": 100, "max_color": HEAT_HIGH,
}  # fmt: skip
"""The colour scale of a heat map of percentages."""

SERIES = ("#1F4E79", "#5B9BD5", "#A5A5A5", "#ED7D31", "#843C0C", "#D9D9D9")
"""Fills of chart series, best class first."""

PAPER, GRID = "#FFFFFF", "#D9D9D9"
"""The colours between the pieces of a chart, and of its grid lines."""

CHART_TEXT: Mapping[str, object] = {"name": FONT, "size": 10, "color": INK}
CHART_TITLE: Mapping[str, object] = {**CHART_TEXT, "size": 12, "bold": True}
PRINTED_TITLE, PRINTED_NOTE = f'&"{FONT},Bold"&13', f'&"{FONT},Italic"&9'
PRINTED_PAGE = f'&"{FONT},Regular"&9'
"""Font and size of page headers and footers, in Excel's header and footer codes."""

ASIDE_FILL = "#F3F4F6"

SCORE_FORMAT = "0.00"
WHOLE_FORMAT = "#,##0"
COUNT_FORMAT = "#,##0"
AMOUNT_FORMAT = "#,##0.00#"
"""Shows every decimal that an amount may have (`FIGURE_PLACES`): what is shown is what is stored."""

AXIS_FORMAT = "0"
NOT_ZERO_FORMAT = "0;;"
"""For labels on the pieces of bars: 0 is not labelled."""

SURVEY_FORMAT = "0.00####"
"""Shows more decimals than surveys are published with."""

GENERAL_FORMAT = "General"
CODE_FORMAT = '000"-"000'
TEXT_FORMAT = "@"
DATE_FORMAT = "dd/mm/yyyy"

_BASE: dict[str, object] = {"font_name": FONT, "font_size": 11, "font_color": INK, "valign": "vcenter"}
_CELL = {**_BASE, "border": 1, "border_color": RULE, "valign": "top", "text_wrap": True}
_CENTRED = {**_CELL, "align": "center"}
_MIDDLE = {"valign": "vcenter"}
_LEFT = {**_CELL, **_MIDDLE, "indent": 1}
"""A text of a result, indented so that it does not touch the border."""

_INPUT = {**_CELL, "bg_color": INPUT_FILL, "border": 2, "border_color": INPUT_EDGE}
_STRUCK = {"diag_type": 1, "diag_border": 1, "diag_color": "#A3ABB8"}
"""A diagonal stroke through cells that accept no entry; it shows in black-and-white print."""
_LINKED = {"font_color": LINK, "underline": 1}
_SMALL = {"font_size": 9.5, "italic": True, "font_color": "#4B5563"}


def _level(fill: str | None, bold: bool) -> dict[str, dict[str, object]]:
    """The styles of one level of lines."""
    common: dict[str, object] = {"bold": bold}
    if fill:
        common["bg_color"] = fill
    return {
        "code": {**_CENTRED, **common, "num_format": TEXT_FORMAT},
        "name": {**_CELL, **common},
        "max": {**_CENTRED, **common},
        "score": {**_CENTRED, **common, "num_format": SCORE_FORMAT},
        "text": {**_CELL, **common},
    }


def score_format(decimals: int) -> str:
    """The number format of figures with this number of decimals."""
    return "0." + "0" * decimals if decimals else "0"


def change_format(decimals: int) -> str:
    """The number format of differences: always with a sign, so that gain and loss differ without colour."""
    figure = score_format(decimals)
    return f"+{figure};-{figure};{figure}"


def _named(prefix: str, styles: Mapping[str, Style]) -> dict[str, Style]:
    return {f"{prefix}_{name}": style for name, style in styles.items()}


STYLES: dict[str, Style] = {
    "heading": {**_BASE, "align": "center", "font_size": 12},
    "heading_bold": {**_BASE, "align": "center", "font_size": 12, "bold": True},
    "heading_motto": {**_BASE, "align": "center", "font_size": 12, "bold": True, "underline": 1},
    "heading_italic": {**_BASE, "align": "center", "italic": True},
    "title": {**_BASE, "align": "center", "font_size": 14, "bold": True},
    "subtitle": {**_BASE, "align": "center", "italic": True, "text_wrap": True},
    "progress": {**_BASE, "bold": True, "font_color": HEADING_FILL},
    "whose": {**_BASE, "bold": True, "align": "right"},
    "form_link": {**_BASE, **_LINKED, "bold": True, "font_size": 10},
    "form_link_small": {**_BASE, **_LINKED, "font_size": 9},
    "table_heading": {
        **_CENTRED,
        "bold": True,
        "valign": "vcenter",
        "bg_color": HEADING_FILL,
        "font_color": "#FFFFFF",
    },
    "table_number": {**_CENTRED, "italic": True, "font_size": 9},
    **_named("domain", _level(DOMAIN_FILL, bold=True)),
    **_named("criterion", _level(CRITERION_FILL, bold=True)),
    **_named("leaf", _level(None, bold=False)),
    **_named("total", {name: {**each, **_MIDDLE} for name, each in _level(DOMAIN_FILL, bold=True).items()}),
    "leaf_count": {**_CENTRED, "num_format": GENERAL_FORMAT},
    "leaf_small": {**_CELL, "font_size": 10, "num_format": TEXT_FORMAT},
    "claim_score": {**_CENTRED, "bold": True, "num_format": SCORE_FORMAT, "bg_color": CRITERION_FILL},
    "leaf_note": {**_CELL, "italic": True, "font_size": 10},
    "name_part": {"font_name": FONT, "font_size": 11, "font_color": INK},
    "name_bold_part": {"font_name": FONT, "font_size": 11, "font_color": INK, "bold": True},
    "guide_part": {"font_name": FONT, **_SMALL},
    "closed": {**_CELL, **_STRUCK, "bg_color": CLOSED_FILL},
    "survey": {**_CELL, **_STRUCK, "bg_color": CLOSED_FILL, "pattern": 16, "fg_color": "#C9CED6"},
    "input_choice": {**_INPUT, "font_size": 10.5},
    "input_count": {**_INPUT, "align": "center", "num_format": COUNT_FORMAT},
    "input_amount": {**_INPUT, "align": "center", "num_format": AMOUNT_FORMAT},
    "input_score": {**_INPUT, "align": "center", "num_format": SCORE_FORMAT},
    "input_survey": {**_INPUT, "align": "center", "num_format": SURVEY_FORMAT},
    "input_text": {**_INPUT, "font_size": 10.5, "num_format": TEXT_FORMAT},
    "check": {**_BASE, "valign": "top", "text_wrap": True, "font_size": 10},
    "alert_text": {"font_color": ALERT, "bold": True},
    "alert_cell": {"bg_color": "#FBD5D5"},
    "index": {
        **_CENTRED,
        "bold": True,
        "valign": "vcenter",
        "font_size": 12,
        "bg_color": DOMAIN_FILL,
        "num_format": SCORE_FORMAT,
    },
    "index_note": {**_CELL, **_SMALL, "valign": "vcenter"},
    "check_code_label": {**_BASE, "bold": True, "align": "right"},
    "check_code": {
        **_BASE,
        "bold": True,
        "font_size": 14,
        "align": "center",
        "border": 2,
        "num_format": CODE_FORMAT,
    },
    "small_note": {**_BASE, **_SMALL, "text_wrap": True},
    "signature": {**_BASE, "bold": True, "align": "center", "font_size": 12},
    "signature_left": {**_BASE, "bold": True, "font_size": 12, "valign": "top"},
    "signature_note": {**_BASE, "italic": True, "align": "center"},
    "survey_leaf_name": {**_CENTRED, "font_size": 10, "bg_color": CRITERION_FILL},
    "working": {"font_name": FONT, "font_size": 9, "font_color": "#6B7280"},
    "control_label": {**_CELL, **_MIDDLE, "bold": True},
    "control_help": {**_BASE, "italic": True, "text_wrap": True, "font_color": "#4B5563"},
    "control_text": {**_CELL, **_MIDDLE, "bg_color": INPUT_FILL, "num_format": TEXT_FORMAT},
    "control_number": {**_CELL, **_MIDDLE, "align": "left", "bg_color": INPUT_FILL},
    "control_date": {
        **_CELL,
        **_MIDDLE,
        "align": "left",
        "bg_color": INPUT_FILL,
        "num_format": DATE_FORMAT,
    },
    "guide_title": {**_BASE, "bold": True, "font_size": 14},
    "guide_step": {**_BASE, "text_wrap": True},
    "guide_text": {**_CELL, "num_format": TEXT_FORMAT, "font_size": 10.5},
    "report_title": {**_BASE, "bold": True, "font_size": 15, "font_color": HEADING_FILL},
    "result_heading": {**_BASE, "bold": True, "font_size": 12},
    "report_note": {**_BASE, "italic": True},
    "report_provisional": {**_BASE, "bold": True, "font_color": ALERT},
    "result_text": {**_LEFT, "quote_prefix": True},
    "result_bold": {**_LEFT, "bold": True, "quote_prefix": True},
    "result_centre": {**_CENTRED, **_MIDDLE, "quote_prefix": True},
    "result_rank": {**_CENTRED, **_MIDDLE, "bold": True, "font_size": 12},
    "result_score": {**_CENTRED, **_MIDDLE},
    "result_index": {**_CENTRED, **_MIDDLE, "bold": True, "bg_color": CRITERION_FILL},
    "result_count": {**_CENTRED, **_MIDDLE, "num_format": WHOLE_FORMAT},
    "result_change": {**_CENTRED, **_MIDDLE},
    "result_link": {**_LEFT, **_LINKED},
    "result_link_centre": {**_CENTRED, **_MIDDLE, **_LINKED, "num_format": TEXT_FORMAT},
    "result_said": {**_CELL, **_MIDDLE},
    "component": {**_CENTRED, **_MIDDLE, "bold": True, "num_format": SCORE_FORMAT},
    "points": {**_CENTRED, **_MIDDLE, "num_format": SCORE_FORMAT},
    "to_do": dict(_BASE),
    "result_working": {**_CENTRED, **_MIDDLE, "font_size": 9, "italic": True, "font_color": "#4B5563"},
    "result_waiting": {**_CENTRED, **_MIDDLE, **_SMALL, "bg_color": CLOSED_FILL},
    "result_zero": {"bold": True, "font_color": ALERT},
    "report_back": {**_BASE, "font_size": 10, "font_color": "#0B5394", "underline": 1},
    "card_label": {**_LEFT, "bold": True, "bg_color": CRITERION_FILL},
    "card_value": {**_LEFT, "align": "left"},
    "card_index": {**_LEFT, "align": "left", "bold": True, "font_size": 13},
    "card_choice": {**_INPUT, **_MIDDLE, "indent": 1, "bold": True, "font_size": 12},
    "result_date": {**_CENTRED, **_MIDDLE, "num_format": DATE_FORMAT},
    "result_max": {**_CENTRED, **_MIDDLE, "italic": True, "bg_color": CRITERION_FILL},
    "result_counted": {**_CENTRED, **_MIDDLE, "italic": True, "bg_color": CRITERION_FILL},
    "result_small": {**_LEFT, "font_size": 9, "quote_prefix": True},
    "result_line_name": {
        **_CENTRED,
        "font_size": 8.5,
        "rotation": 90,
        "valign": "bottom",
        "align": "center",
    },
    "result_domain": {**_CENTRED, **_MIDDLE, "bold": True, "bg_color": DOMAIN_FILL},
    "result_criterion": {**_CENTRED, **_MIDDLE, "bg_color": CRITERION_FILL},
    "result_domain_name": {**_LEFT, "bold": True, "bg_color": DOMAIN_FILL},
    "result_criterion_name": {**_LEFT, "bg_color": CRITERION_FILL},
    "result_stand_in": {**_CENTRED, **_MIDDLE, "italic": True, "underline": 1},
    "result_not_scored": {**_CENTRED, **_MIDDLE, "bg_color": "#FBE3D6"},
    "severity_error": {**_CENTRED, **_MIDDLE, "bold": True, "font_color": ALERT},
    "severity_warning": {**_CENTRED, **_MIDDLE, "font_color": INPUT_EDGE},
    "severity_note": {**_CENTRED, **_MIDDLE},
}

ASIDE, EDGE = "_aside", "_edge"
"""Endings of the style names of units that are not ranked. `EDGE` is for the first of them, which has a line above."""

for _name in tuple(STYLES):
    if _name.startswith("result_"):
        _aside = {**STYLES[_name], "bg_color": ASIDE_FILL, "italic": True, "bold": False}
        STYLES[_name + ASIDE] = _aside
        STYLES[_name + EDGE] = {**_aside, "top": 5, "top_color": INK}
