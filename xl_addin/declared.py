"""Turns a function of the catalogue into an xlwings function.

On Linux xlwings' decorators do nothing, so a wrong argument name would pass every test there and fail on
Windows. Names, options and descriptions are therefore taken from the catalogue instead of being typed
again, and a function whose arguments differ from the catalogue cannot be imported.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import xlwings as xw

from workbook_templates.checks import call
from workbook_templates.udf_catalogue import BY_NAME, CATEGORY, PREFIX, SheetFunction

Rows = list[list[float | str]]
Declared = Callable[..., Rows]


def sheet_function(function: Declared) -> Declared:
    """Decorates a function that passes its arguments to `answer`. Cells arrive two-dimensional, errors as
    xlwings' texts (never as blanks), and the function wizard gets its texts.

    Raises TypeError where name or arguments differ from the catalogue.
    """
    declared = declared_for(function)
    function.__annotations__ = {}  # xlwings uses hints as converters; the one for `object` is paid
    for parameter in declared.parameters:
        doc = f"{parameter.label.vi}: {parameter.help.vi}"
        function = xw.arg(parameter.name, ndim=2, err_to_str=True, doc=doc)(function)
    function.__doc__ = declared.help.vi
    decorate: Any = xw.func(name=declared.name, category=CATEGORY)
    decorated: Declared = decorate(function)
    return decorated


def declared_for(function: Declared) -> SheetFunction:
    """The catalogue's entry of a function. Raises TypeError where the two differ."""
    name = function.__name__
    declared = BY_NAME.get(name.removeprefix(f"{PREFIX}_"))
    if declared is None or name != declared.excel_name:
        raise TypeError(f"{name} is not in the catalogue")
    names = list(inspect.signature(function).parameters)
    expected = [parameter.name for parameter in declared.parameters]
    if names != expected:
        raise TypeError(f"{name} takes {names}, the catalogue says {expected}")
    return declared


def answer(name: str, *arguments: object) -> Rows:
    """The result of the core. Errors are their names; the add-in's wrappers turn them into Excel errors."""
    return call(name, arguments)
