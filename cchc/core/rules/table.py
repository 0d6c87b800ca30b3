"""The table of the kinds of rules, and the reader that uses it."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Dict, Optional, Tuple, Type

from ..words import Answers
from .bands import Bands
from .base import Rule, RuleFault
from .choosing import AllOf, Levels, YesNo
from .counting import Deduction, PerItem, Proportional, Steps
from .surveys import SatisfactionRate, SurveyPoints

RULES: Tuple[Type[Rule], ...] = (
    YesNo,
    Levels,
    AllOf,
    Bands,
    Proportional,
    PerItem,
    Deduction,
    Steps,
    SurveyPoints,
    SatisfactionRate,
)
BY_KIND: Dict[str, Type[Rule]] = {rule.kind: rule for rule in RULES}
KINDS: Tuple[str, ...] = tuple(BY_KIND)

_SHAPE = re.compile(r"\s*(\w+)\s*(?:\((.*)\))?\s*", re.DOTALL)


def parse_rule(text: str, max_points: Optional[Fraction], answers: Answers) -> Rule:
    """Read a declared rule and check it against the max points (None where they are not known: then only
    the rule itself is checked).

    Raises RuleFault: unknown kind, malformed detail, points that do not reach or exceed the max, bands with
    gaps or overlaps.
    """
    shape = _SHAPE.fullmatch(text)
    kind = shape.group(1) if shape else ""
    if shape is None or kind not in BY_KIND:
        raise RuleFault("RULE_UNKNOWN", text, " | ".join(sorted(BY_KIND)))
    rule = BY_KIND[kind].read(shape.group(2), answers)
    if max_points is not None:
        rule.check_reach(max_points)
    return rule
