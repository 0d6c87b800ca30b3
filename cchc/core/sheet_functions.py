"""The functions that the add-ins offer, by name, and the one function that calls them.

Their arguments, descriptions and native counterparts are declared in `workbook_templates.udf_catalogue`.
Every add-in (xlwings, LibreOffice) uses only `call`, so all of them give the same figures.
"""

from __future__ import annotations

from typing import Callable, Dict, List, Sequence

from . import sheet_indices, sheet_leaves, sheet_standing
from .cells import ExcelError, Grid, Raw, grid_of, raw_of
from .words import SheetWords

FUNCTIONS: Dict[str, Callable[..., Grid]] = {
    "INDEX": sheet_indices.index,
    "COMPONENTS": sheet_indices.components,
    "WHATIF": sheet_indices.what_if,
    "SCORE": sheet_leaves.score,
    "CHECK": sheet_leaves.check,
    "CLASS": sheet_standing.classes,
    "RANK": sheet_standing.rank,
    "CLASSGAP": sheet_standing.class_gap,
    "CLASSADVICE": sheet_standing.class_advice,
    "RANKGAP": sheet_standing.rank_gap,
    "RANKADVICE": sheet_standing.rank_advice,
}


def call(name: str, arguments: Sequence[object], words: SheetWords) -> List[List[Raw]]:
    """The result as rows of numbers, texts and the names of Excel errors ("#VALUE!"). `words` are the texts
    that functions compare and show.

    Never raises for the content of cells; raises KeyError for a name that is not in FUNCTIONS.
    """
    function = FUNCTIONS[name]
    try:
        result = function(words, *(grid_of(argument) for argument in arguments))
    except ExcelError as error:
        return [[error.code]]
    return [[raw_of(cell) for cell in row] for row in result]
