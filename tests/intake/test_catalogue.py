"""The walk over the catalogue: no finding without a proof that its fault is found.

That a clean form raises none of them is `test_a_clean_round_raises_nothing`: all codes at once.
"""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cchc.findings.catalogue import CATALOGUE
from tests.support.rounds import Round, full_values

from .proof import PROVEN

TESTS = Path(__file__).parent.parent
ELSEWHERE = ("SET_", "RULE_", "CONTROL_", "CRITERIA_", "SURVEY_", "APPRAISAL_")
"""Codes of what units do not fill in: criteria set, its workbook, control workbook, survey figures, and
the forms of the appraisal (tests/appraisal).
"""

OF_RETURNED_FORMS = {"SURVEY_LEAF_FILLED"}
"""Codes that look like those, and are about what a unit returned."""

OF_INTAKE = sorted(
    code for code in CATALOGUE if not code.startswith(ELSEWHERE) or code in OF_RETURNED_FORMS
)
OF_THE_DESK = sorted(CATALOGUE.keys() - OF_INTAKE)


@cache
def proofs() -> dict[str, list[str]]:
    """For every code the tests marked `@proves(code)`: each fails unless it sees the code raised."""
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        importlib.import_module(f"{__package__}.{path.stem}")
    return {code: [test.__qualname__ for test in tests] for code, tests in PROVEN.items()}


@cache
def codes_in_tests() -> set[str]:
    """Codes that stand as text of their own in a test, as what is expected of it."""
    return {code for path in TESTS.rglob("*.py") if path != Path(__file__) for code in _texts(path)}


def _texts(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("code", OF_INTAKE)
def test_every_finding_of_intake_is_proven(code: str) -> None:
    assert proofs().get(code), f"no test in tests/intake is marked @proves({code!r})"


@pytest.mark.parametrize("code", OF_THE_DESK)
def test_every_other_finding_is_expected_by_a_test(code: str) -> None:
    assert code in codes_in_tests()


def test_no_proof_is_of_a_finding_that_is_gone() -> None:
    assert proofs().keys() <= CATALOGUE.keys()


def test_a_clean_round_raises_nothing(fresh_round: Round) -> None:
    """Every unit's form, filled in without a fault and returned in time: not one finding of any code."""
    for unit in fresh_round.units:
        fresh_round.put(f"{unit}.xlsx", fresh_round.form(full_values(fresh_round.criteria), unit))
    done = fresh_round.consolidate()
    assert done.findings == ()
    assert [result.index for result in done.results.units] == [100] * len(fresh_round.units)
