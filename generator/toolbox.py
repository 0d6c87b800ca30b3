"""Common tools for writing workbooks: XlsxWriter's options, formats by style name, and its refusals as errors."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from generator.errors import RenderError
from workbook_templates.styles import FONT, STYLES

MINIMUM_MARGIN, MARGIN = 0.4, 0.6
A3, A4 = 8, 9


@contextmanager
def strict() -> Iterator[None]:
    """Turn XlsxWriter's warnings (a dropped validation, a cut text) into errors."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            yield
        except UserWarning as warning:
            raise RenderError(str(warning)) from warning


def workbook_options() -> dict[str, Any]:
    """The XlsxWriter options of every workbook. A new dictionary each time, because XlsxWriter changes it."""
    return {
        "in_memory": True,
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        # The default font also sets what a "character" of column width is. Without "none" the theme's
        # Calibri would take its place in Excel.
        "default_format_properties": {"font_name": FONT, "font_size": 11, "font_scheme": "none"},
    }


class Formats:
    """XlsxWriter formats by style name, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, bool, str], Format] = {}

    def __call__(self, style: str, unlocked: bool = False, num_format: str = "") -> Format:
        key = (style, unlocked, num_format)
        if key not in self._made:
            properties: dict[str, Any] = dict(STYLES[style])
            if unlocked:
                properties["locked"] = False
            if num_format:
                properties["num_format"] = num_format
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]


def accepted(code: object) -> None:
    """Raise RenderError for a negative return code, by which XlsxWriter refuses a call without an error."""
    if isinstance(code, int) and code < 0:
        raise RenderError(f"XlsxWriter returned {code}")
