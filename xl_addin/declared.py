"""How a function of the catalogue becomes an xlwings function.

On Linux xlwings' decorators do nothing, so a wrong argument name in one would pass every test there and
fail on Windows. Therefore names, options and descriptions are not typed again: they come from the
catalogue, and a function whose arguments are not those of the catalogue cannot be imported.
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
    """Decorates a function that gives its arguments to `answer`: two-dimensional cells, errors as the
    texts xlwings has for them (never as blanks), texts of the function wizard.

    Raises TypeError where name or arguments differ from the catalogue.
    """
    declared = declared_for(function)
    function.__annotations__ = {}  # xlwings takes hints for converters, and `object` for a paid one
    for parameter in declared.parameters:
        doc = f"{parameter.label.vi}: {parameter.help.vi}"
        function = xw.arg(parameter.name, ndim=2, err_to_str=True, doc=doc)(function)
    function.__doc__ = declared.help.vi
    decorate: Any = xw.func(name=declared.name, category=CATEGORY)
    decorated: Declared = decorate(function)
    return decorated


def declared_for(function: Declared) -> SheetFunction:
    """The catalogue's entry of a function. Raises TypeError where the two do not say the same."""
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
    """What the core gives. Errors are their names: the add-in's wrappers make Excel errors of them."""
    return call(name, arguments)
