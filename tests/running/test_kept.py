"""What a worker sends and the store keeps is the outcome itself, whatever it holds."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cchc.findings.finding import Finding
from cchc.identity import Identity
from cchc.language import Words
from cchc.returns.scorebook import Claim
from cchc.returns.unit_form import Accounts, FormReading, UnitReceipt
from consolidator.taken import Taken
from tests.core.scoring import steadily

TEXTS = st.text(max_size=12) | st.sampled_from(["=1/2", "'", "1/2", "", "\u2028", '"', "choice"])
NUMBERS = st.fractions(max_denominator=10**9)
SAID = TEXTS | st.builds(Words, TEXTS, TEXTS)
FINDINGS = st.builds(Finding, *([TEXTS] * 7), SAID, SAID, TEXTS)
FIGURES: Any = st.fixed_dictionaries(
    {}, optional={"choice": TEXTS, "done": NUMBERS, "total": NUMBERS, "score": NUMBERS | TEXTS}
)
CLAIMS = st.builds(Claim, FIGURES, TEXTS, st.none() | NUMBERS, st.booleans())
READINGS = st.builds(
    FormReading,
    st.builds(Identity, *([TEXTS] * 6), st.integers(1, 10**6)),
    st.dictionaries(TEXTS, CLAIMS, max_size=4),
    st.integers(0, 10**12),
    st.lists(FINDINGS, max_size=2).map(tuple),
    st.builds(Accounts, *([st.integers(0, 500)] * 3), st.lists(TEXTS, max_size=2).map(tuple)),
    st.dictionaries(st.integers(0, 10**6), st.integers(0, 10**6), max_size=3),
)


def placed(finding: Finding) -> Finding:
    """A finding of an outcome names the outcome's file."""
    return replace(finding, file="a.xlsx")


@steadily
@given(
    TEXTS,
    TEXTS,
    st.none() | st.integers(1, 99),
    st.none() | READINGS,
    st.lists(FINDINGS.map(placed), max_size=2).map(tuple),
    TEXTS,
)
def test_an_outcome_comes_back_as_it_was(
    verdict: str,
    unit: str,
    issue: int | None,
    reading: FormReading | None,
    findings: tuple[Finding, ...],
    saved_by: str,
) -> None:
    """Numbers stay exact numbers, texts that look like numbers stay texts, nothing is left out."""
    outcome = UnitReceipt("a.xlsx", "ab" * 32, verdict, unit, issue, reading, findings, saved_by=saved_by)
    back = Taken.of(outcome).receipt("a.xlsx")
    assert back == outcome
    if reading is not None and back.reading is not None:
        for code, claim in reading.claims.items():
            figures = back.reading.claims[code].figures
            assert {role: type(value) for role, value in figures.items()} == {
                role: Fraction if isinstance(value, Fraction) else str
                for role, value in claim.figures.items()
            }
            assert list(figures) == list(claim.figures)


def test_a_known_file_under_another_name_takes_its_findings_along() -> None:
    finding = Finding("FORM_INDEX_DIFFERS", "warning", "1", "a.xlsx", found="x")
    kept = Taken.of(UnitReceipt("a.xlsx", "00", "rejected", "1", findings=(finding,)))
    assert [each.file for each in kept.receipt("b.xlsx").findings] == ["b.xlsx"]
