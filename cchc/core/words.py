"""The types of the texts that callers give to the core. The core compares and shows texts but does not define them.

The texts stand in `cchc.criteria.answers` and `workbook_templates.words.checks`. The LibreOffice add-in carries
them as literals beside this package.
"""

from __future__ import annotations

from typing import NamedTuple, Tuple


class Answers(NamedTuple):
    """The answers that forms offer in choice cells, as they are stored, and `label`, which stands for any
    label where a fault shows how the notation is written.
    """

    yes: str
    no: str
    not_applicable: str
    label: str


class Messages(NamedTuple):
    """What a form says of a leaf while it is being filled in. `above_max` names {points}, `off_step` {step}."""

    empty: str
    sound: str
    not_arisen: str
    clear_figures: str
    no_evidence: str
    not_in_list: str
    not_chosen: str
    no_number: str
    figures_missing: str
    negative: str
    total_zero: str
    done_too_large: str
    above_max: str
    off_step: str


class Advice(NamedTuple):
    """What is missing to the next class or rank, with {points} and {name} or {place}, or that it is reached."""

    short_of_class: str
    short_of_rank: str
    has_class: str
    has_rank: str


class SheetWords(NamedTuple):
    """All texts that functions in sheets compare or show. `comparison` pairs the keys of what ties are compared
    on with the labels people choose.
    """

    answers: Answers
    messages: Messages
    advice: Advice
    comparison: Tuple[Tuple[str, str], ...]
