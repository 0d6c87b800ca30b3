"""The forms that are mutated, and what is true of each."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from cchc.returns.scorebook import Claim
from generator.render import Typed
from macros_py.demo.filler import filled_in
from tests.intake.packages import saved_by_openpyxl, zipped
from tests.support.rounds import Round

FORMS = 6
"""So many forms, filled in differently, are taken in turn."""


@dataclass(frozen=True)
class Base:
    """A filled form: what was typed into it and the claims that makes, as its unit sees them.

    `shows_results` is whether its formulas carry results, so that a changed figure no longer fits the
    index and the check code beside it.
    """

    content: bytes
    unit: str
    values: Mapping[str, Typed]
    truth: Mapping[str, Claim]
    shows_results: bool = True


def true_claims(issued: Round, values: Mapping[str, Typed]) -> dict[str, Claim]:
    """The claims that typed values make, by the rules alone: no file is read."""
    from cchc.returns.scorebook import claim_of

    claims = {}
    for scored in issued.criteria.leaves:
        if scored.by_unit:
            roles = (*(("choice",) if scored.choices else ()), *scored.figures)
            named = {role: values.get(f"{scored.code}:{role}") for role in roles}
            figures = {role: value for role, value in named.items() if isinstance(value, Fraction | str)}
            claims[scored.code] = claim_of(scored, figures, str(values.get(f"{scored.code}:remark", "")))
    return claims


def filled_form(issued: Round, seed: int) -> Base:
    """A form filled in by a careful clerk."""
    unit = issued.units[seed % len(issued.units)]
    values = filled_in(issued.criteria, random.Random(seed))
    return Base(issued.form(values, unit), unit, values, true_claims(issued, values))


def mutated_bases(issued: Round) -> list[Base]:
    """Forms as issued and filled in, and half as many saved by a program that keeps no results."""
    forms = [filled_form(issued, seed) for seed in range(FORMS)]
    bare = [
        Base(saved_by_openpyxl(form.content), form.unit, form.values, form.truth, shows_results=False)
        for form in forms[: FORMS // 2]
    ]
    return forms + bare


def zipped_bases(bases: list[Base]) -> list[Base]:
    """The same in zip files, as units send them."""
    return [
        Base(zipped({"Xã A/phiếu.xlsx": base.content}), base.unit, base.values, base.truth)
        for base in bases
    ]
