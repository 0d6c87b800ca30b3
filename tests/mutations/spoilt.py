"""A form being spoilt, and what must come of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from cchc.criteria.model import ScoredLine
from cchc.returns.scorebook import Claim
from generator.render import Typed
from tests.support.rounds import Round

Edit = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Expected:
    """What must come of a fault: one of the findings `raises` on the criterion `code` ("" for the
    form as a whole), and the claim the leaf then makes, None where it keeps its own.
    """

    code: str
    raises: frozenset[str]
    claim: Claim | None = None


@dataclass
class Spoilt:
    """A form on its way from typed values to a spoilt package.

    `edits` are done to the package one after another; `may_travel` is whether another program may
    save it afterwards without losing more; `refused_for` is the code the whole file must be refused for.
    """

    issued: Round
    chance: random.Random
    unit: str
    values: dict[str, Typed]
    truth: dict[str, Claim]
    edits: list[Edit] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)
    planted: list[str] = field(default_factory=list)
    may_travel: bool = True
    refused_for: str = ""

    def content(self) -> bytes:
        """The package as it comes back."""
        content = self.issued.form(self.values, self.unit)
        for edit in self.edits:
            content = edit(content)
        return content

    def address(self, name: str) -> str:
        """Where an input or another planned cell stands."""
        return self.issued.cell(name).address

    def row(self, code: str) -> int:
        """The row of a line, from 1."""
        return self.issued.cell(f"{code}:code").row + 1

    def figure(self, scored: ScoredLine, *roles: str) -> str | None:
        """One of the number cells of a leaf that are filled in and count, of these roles."""
        if (
            "choice" in self.truth[scored.code].figures
            and "Không phát sinh" in self.truth[scored.code].figures.values()
        ):
            return None
        there = [role for role in roles or scored.figures if f"{scored.code}:{role}" in self.values]
        return self.chance.choice([role for role in there if role in scored.figures] or [""]) or None

    def number(self, scored: ScoredLine, role: str) -> Fraction:
        value = self.values[f"{scored.code}:{role}"]
        assert isinstance(value, Fraction)
        return value


Fault = Callable[[Spoilt, ScoredLine], list[Expected] | None]
"""Plants itself on a leaf; None where it does not fit there."""


def unscored(code: str, *raises: str) -> list[Expected]:
    """The leaf loses its score and stays in the denominator."""
    return [Expected(code, frozenset(raises), Claim())]


def unchanged(code: str, *raises: str) -> list[Expected]:
    """The leaf keeps its claim."""
    return [Expected(code, frozenset(raises))]


def scored_as(code: str, claim: Claim, *raises: str) -> list[Expected]:
    """The leaf makes another claim."""
    return [Expected(code, frozenset(raises), claim)]


def of_form(*raises: str) -> list[Expected]:
    """Something is said of the form, and no leaf changes."""
    return [Expected("", frozenset(raises))]


__all__ = [
    "Edit",
    "Expected",
    "Fault",
    "Mapping",
    "Spoilt",
    "of_form",
    "scored_as",
    "unchanged",
    "unscored",
]
