"""The types of the texts that the core compares and shows. The core itself contains no texts.

The texts are in `cchc.criteria.answers` and `workbook_templates.words.checks`. The LibreOffice add-in
carries them as literals beside this package.
"""

from __future__ import annotations

from typing import NamedTuple, Tuple


class Answers(NamedTuple):
    """The answers that forms offer in choice cells, as they are stored. `label` is the example label in
    errors that show the notation.
    """

    yes: str
    no: str
    not_applicable: str
    label: str


class Messages(NamedTuple):
    """The messages of a form about a leaf while it is being filled in. `above_max` contains {points},
    `off_step` {step}. Without `figure_is_text` (forms of earlier versions) a text in place of a number is told by
    `no_number` and `figures_missing`.
    """

    empty: str
    sound: str
    not_arisen: str
    clear_figures: str
    no_evidence: str
    not_in_list: str
    not_chosen: str
    no_number: str
    figure_is_text: str
    figures_missing: str
    negative: str
    total_zero: str
    done_too_large: str
    above_max: str
    off_step: str


class Advice(NamedTuple):
    """Sentences about the next class or rank: the points missing ({points}, with {name} or {place}), or
    that it is reached.
    """

    short_of_class: str
    short_of_rank: str
    has_class: str
    has_rank: str


class SheetWords(NamedTuple):
    """All texts that sheet functions compare or show. `comparison` pairs the keys DISPLAYED and UNROUNDED
    with the labels people choose.
    """

    answers: Answers
    messages: Messages
    advice: Advice
    comparison: Tuple[Tuple[str, str], ...]
