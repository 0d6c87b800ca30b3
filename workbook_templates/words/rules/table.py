"""The table of the texts of all kinds of rules, in the order of `cchc.core.rules.table`."""

from __future__ import annotations

from workbook_templates.words.rules.base import RuleWords
from workbook_templates.words.rules.choosing import ALL_OF, LEVELS, YES_NO
from workbook_templates.words.rules.counting import DEDUCTION, PER_ITEM, STEPS
from workbook_templates.words.rules.rates import BANDS, PROPORTIONAL
from workbook_templates.words.rules.surveys import SIPAS, SURVEY

RULE_WORDS: dict[str, RuleWords] = {
    "yes_no": YES_NO,
    "levels": LEVELS,
    "all_of": ALL_OF,
    "bands": BANDS,
    "proportional": PROPORTIONAL,
    "per_item": PER_ITEM,
    "deduct": DEDUCTION,
    "steps": STEPS,
    "survey": SURVEY,
    "sipas": SIPAS,
}
EXAMPLES = tuple(example for words in RULE_WORDS.values() for example in words.examples)
"""The examples of every kind, in the order of the table."""
