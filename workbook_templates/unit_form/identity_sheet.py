"""The hidden sheet: the form's identity, and the lists of its choices."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from cchc.criteria.model import CriteriaSet
from workbook_templates.cell_plan import Fixed, PlanCell, Slot, address_of
from workbook_templates.sheet_plan import SheetPlan

Choices = tuple[str, ...] | tuple[Fraction, ...]
"""The choices an input offers: labels, or scores."""

NAME = "_cchc"
TOKEN_ROW, KEY_ROW, NUMBER_ROW = 1, 2, 3
_FIRST_LIST_COLUMN = 3


def choice_lists(criteria: CriteriaSet) -> dict[Choices, str]:
    """A defined name for each distinct list of choices, in order of appearance."""
    lists: dict[Choices, str] = {}
    for scored in criteria.leaves:
        if scored.choices and scored.choices not in lists:
            lists[scored.choices] = f"CCHC_DS_{len(lists) + 1}"
    return lists


def list_references(lists: Mapping[Choices, str]) -> dict[str, str]:
    """What each defined name refers to."""
    references = {}
    for offset, (labels, name) in enumerate(lists.items()):
        column = _FIRST_LIST_COLUMN + offset
        letters = address_of(0, column)[:-1]
        references[name] = f"={NAME}!${letters}$1:${letters}${len(labels)}"
    return references


def identity_sheet(lists: Mapping[Choices, str]) -> SheetPlan:
    """The hidden sheet's plan."""
    cells = [
        PlanCell(0, 0, Fixed("CCHC"), "working"),
        PlanCell(TOKEN_ROW, 0, Slot("{token}"), "working", "token"),
        PlanCell(KEY_ROW, 0, Slot("{public_key}"), "working", "public_key"),
        PlanCell(NUMBER_ROW, 0, Slot("{form_number}"), "working", "form_number"),
    ]
    for offset, choices in enumerate(lists):
        entries: tuple[str | Fraction, ...] = choices
        for row, label in enumerate(entries):
            cells.append(PlanCell(row, _FIRST_LIST_COLUMN + offset, Fixed(label), "working"))
    return SheetPlan(NAME, tuple(cells), {0: 20.0}, visibility="very_hidden")
