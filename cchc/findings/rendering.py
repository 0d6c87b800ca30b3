"""Puts a finding into words when it is shown or recorded: what is wrong, and what to do about it."""

from __future__ import annotations

from typing import Literal

from cchc.findings.catalogue import CATALOGUE, FOR_UNIT, IN_GENERAL, REMEDIES
from cchc.findings.finding import Finding
from cchc.language import Language, Text, Words, chosen, in_language

Audience = Literal["desk", "unit"]
"""Who reads a finding and must act: the desk of an authority, or the unit that checks its own form."""

AUDIENCES: tuple[Audience, ...] = ("desk", "unit")

_PLACES = ("unit_code", "file", "sheet", "cell", "criterion_code")


def message(found: Finding, language: Language) -> str:
    """What is wrong."""
    return in_language(message_words(found), language)


def remedy(found: Finding, language: Language, audience: Audience = "desk") -> str:
    """What to do about it, in the kind of workbook the finding is about. For a unit it is always its own
    form.
    """
    remedies = REMEDIES[found.code]
    circumstance = FOR_UNIT if audience == "unit" else found.workbook
    words = remedies.get(circumstance, remedies[IN_GENERAL])
    return in_language(words.filled(**_marks(found)), language)


def shown(found: Finding, audience: Audience = "desk") -> tuple[str, str]:
    """Message and remedy as the screen shows them, in the chosen language."""
    return message(found, chosen()), remedy(found, chosen(), audience)


def message_words(found: Finding) -> Words:
    """What is wrong, in both languages, for use inside another finding."""
    return CATALOGUE[found.code].message.filled(**_marks(found))


def as_record(found: Finding) -> dict[str, str]:
    """The finding as one line of `phat-hien.jsonl`: always Vietnamese, whatever the language of the screen."""
    return {
        "code": found.code,
        "severity": found.severity,
        **{place: getattr(found, place) for place in _PLACES},
        "found": in_language(found.found, "vi"),
        "expected": in_language(found.expected, "vi"),
        "message": message(found, "vi"),
        "remedy": remedy(found, "vi"),
    }


def _marks(found: Finding) -> dict[str, Text]:
    """The values that texts of the catalogue can contain."""
    places = {place: getattr(found, place) for place in _PLACES}
    return {**places, "found": found.found, "expected": found.expected}
