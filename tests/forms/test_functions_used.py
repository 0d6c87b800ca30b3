"""Forms use only what Excel 2013 and LibreOffice 7.4 share, and nothing that changes by itself."""

from __future__ import annotations

import re

from tests.support.rounds import Round
from workbook_templates.cell_plan import Computed
from workbook_templates.formulas import FORMULA_LIMIT
from workbook_templates.unit_form.plan import unit_form_plan

SHARED = {
    "IF",
    "AND",
    "OR",
    "ISNUMBER",
    "ROUND",
    "MIN",
    "MAX",
    "MOD",
    "SUM",
    "COUNT",
    "COUNTIF",
    "SMALL",
    "INDEX",
}


def test_only_shared_functions(issued_round: Round) -> None:
    used: set[str] = set()
    for sheet in unit_form_plan(issued_round.criteria).sheets:
        for cell in sheet.cells:
            if isinstance(cell.content, Computed):
                formula = sheet.formula(cell.content)
                assert len(formula) <= FORMULA_LIMIT
                without_texts = re.sub(r'"[^"]*"', "", formula)
                used |= set(re.findall(r"([A-Z.]+)\(", without_texts))
    assert used == SHARED
