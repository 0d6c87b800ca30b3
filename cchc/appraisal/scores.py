"""The scores an appraiser may give on a leaf: those its rule can give, and always 0."""

from __future__ import annotations

from fractions import Fraction

from cchc.core.limits import exceeds
from cchc.core.numbers import TOLERANCE, ZERO, plain, rounded
from cchc.criteria.model import ScoredLine

SHOWN_PLACES = 2
"""Decimals in which forms show scores (styles.SCORE_FORMAT)."""

_LONGEST_LIST = 40


def allowed_scores(scored: ScoredLine) -> tuple[Fraction, ...]:
    """The scores a leaf can have, from high to low; empty where any score from 0 to the maximum is allowed.

    A leaf worth 1 or 0 cannot be appraised at 0.4: no rule of the decision gives that.
    """
    highest = scored.max_points
    worth = scored.leaf.rule.possible_scores(highest)
    if worth is None:
        return ()
    return tuple(sorted({*worth, ZERO, highest}, reverse=True))


def listed_scores(scored: ScoredLine) -> tuple[Fraction, ...]:
    """The scores a form offers in a list; empty where there are too many to choose from."""
    scores = allowed_scores(scored)
    return scores if len(scores) <= _LONGEST_LIST else ()


def fault_of(scored: ScoredLine, score: Fraction) -> tuple[str, str] | None:
    """What is wrong with a score on a leaf: the code of the finding and the expected value; None where it
    is allowed.
    """
    highest = scored.max_points
    if score < 0:
        return "APPRAISAL_SCORE_NEGATIVE", f"0 … {plain(highest)}"
    if exceeds(score, highest):
        return "APPRAISAL_SCORE_ABOVE_MAX", plain(highest)
    allowed = allowed_scores(scored)
    if allowed and not any(abs(score - each) < TOLERANCE for each in allowed):
        return "APPRAISAL_SCORE_OFF_STEP", "; ".join(map(plain, allowed))
    return None


def is_as_shown(score: Fraction, reference: Fraction | None) -> bool:
    """Whether a typed score equals a reference as forms show it, such as 0.71 for 5/7 of a point."""
    if reference is None:
        return False
    return abs(score - reference) < TOLERANCE or score == rounded(reference, SHOWN_PLACES)


def snapped(scored: ScoredLine, score: Fraction) -> Fraction:
    """A valid score as the exact value its rule gives, without binary rounding errors."""
    near = (each for each in allowed_scores(scored) if abs(score - each) < TOLERANCE)
    return next(near, score)
