"""A form without a fault: nothing is found, every leaf is what was typed."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from cchc.returns.receipt import ACCEPTED
from cchc.returns.scorebook import Claim
from cchc.returns.unit_form import UnitReceipt
from generator.render import Typed
from macros_py.demo.filler import filled_in
from tests.support.rounds import Round, full_values

from .leaves import EVIDENCE, FIRST_LEVEL
from .packages import HIDDEN, MAIN, replacing, saved_by_openpyxl, with_parts
from .proof import Found, claim_on, proves, see, touched
from .spoiling import address, filled, formatted, with_content


def claims_of(issued: Round, values: dict[str, Typed]) -> dict[str, tuple[dict[str, Typed], str]]:
    """For every leaf of the unit's own the figures and the remark that were typed."""
    return {
        scored.code: (
            {
                role: values[f"{scored.code}:{role}"]
                for role in ("choice", "done", "total", "score")
                if f"{scored.code}:{role}" in values
            },
            str(values.get(f"{scored.code}:remark", "")),
        )
        for scored in issued.criteria.leaves
        if scored.by_unit
    }


def taken(outcome: UnitReceipt) -> dict[str, tuple[dict[str, Typed], str]]:
    assert outcome.reading is not None
    claims = outcome.reading.claims.items()
    return {code: (dict(claim.figures), claim.remark) for code, claim in claims}


def test_a_full_form_raises_nothing_and_scores_its_max(
    issued_round: Round, clean_outcome: UnitReceipt
) -> None:
    assert (clean_outcome.verdict, clean_outcome.findings) == (ACCEPTED, ())
    assert clean_outcome.unit_code == issued_round.units[0] and clean_outcome.issue == 1
    assert taken(clean_outcome) == claims_of(issued_round, full_values(issued_round.criteria))
    assert clean_outcome.reading is not None
    claims = clean_outcome.reading.claims
    assert {code: claim.self_score for code, claim in claims.items()} == {
        code: issued_round.criteria.by_code[code].max_points for code in claims
    }
    assert sum(claim.self_score or 0 for claim in claims.values()) == 79


def test_a_blank_form_raises_nothing_and_claims_nothing(issued_round: Round) -> None:
    """Blank is not 0: no score, though every leaf still counts."""
    outcome = issued_round.take(issued_round.form())
    assert (outcome.verdict, outcome.findings) == (ACCEPTED, ())
    assert outcome.reading is not None
    assert set(map(repr, outcome.reading.claims.values())) == {repr(Claim())}


@pytest.mark.parametrize("seed", range(5))
def test_every_typed_value_arrives_as_it_was_typed(issued_round: Round, seed: int) -> None:
    values = filled_in(issued_round.criteria, random.Random(seed))
    outcome = issued_round.take(issued_round.form(values))
    assert outcome.findings == ()
    assert taken(outcome) == claims_of(issued_round, values)


@proves("CACHED_FIGURES_MISSING")
def test_saved_by_openpyxl_only_the_results_are_gone(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt
) -> None:
    outcome = issued_round.take(saved_by_openpyxl(clean))
    see(outcome.findings, Found("CACHED_FIGURES_MISSING"))
    assert outcome.verdict == ACCEPTED
    assert touched(outcome, clean_outcome) == set()
    assert outcome.check_code == clean_outcome.check_code


def test_an_overwritten_formula_does_not_hide_that_results_are_gone(
    issued_round: Round, clean: bytes
) -> None:
    cell = address(issued_round, "1.1.1:self")
    content = formatted(clean, issued_round.sheet.name, cell, 1, "General")
    outcome = issued_round.take(content)
    see(
        outcome.findings,
        Found("FORMULA_OVERWRITTEN", cell, "1.1.1", "1"),
        Found("CACHED_FIGURES_MISSING"),
    )


def test_a_strict_package_is_read_like_any_other(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt
) -> None:
    """Excel's "Strict Open XML": other namespaces, the same form."""

    def strict(part: bytes) -> bytes:
        for old, new in (
            (
                b"schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"purl.oclc.org/ooxml/spreadsheetml/main",
            ),
            (
                b"schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"purl.oclc.org/ooxml/officeDocument/relationships",
            ),
        ):
            part = part.replace(old, new)
        return part

    parts = (
        MAIN,
        HIDDEN,
        "xl/worksheets/sheet2.xml",
        "xl/workbook.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
    )
    rels = ("xl/_rels/workbook.xml.rels", "_rels/.rels")
    outcome = issued_round.take(with_parts(clean, dict.fromkeys((*parts, *rels), strict)))
    assert outcome.findings == ()
    assert touched(outcome, clean_outcome) == set()


@pytest.mark.parametrize("noise", ["<!-- note -->", "<?pi data?>"])
def test_comments_and_instructions_in_the_xml_are_no_content(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt, noise: str
) -> None:
    cell = address(issued_round, "1.1.2:done")
    content = with_content(clean, cell, f"{noise}<v>40</v>")
    content = with_parts(content, {MAIN: replacing("<sheetData>", f"<sheetData>{noise}")})
    outcome = issued_round.take(content)
    assert outcome.findings == ()
    assert touched(outcome, clean_outcome) == set()


def test_blank_cells_far_away_are_no_content(issued_round: Round, clean: bytes) -> None:
    """What programs leave behind when somebody formats whole rows and columns."""
    far = '<row r="1048576" s="1" customFormat="1"><c r="XFD1048576" s="1"/></row></sheetData>'
    assert issued_round.take(with_parts(clean, {MAIN: replacing("</sheetData>", far)})).findings == ()


def test_case_does_not_matter_to_a_choice(issued_round: Round) -> None:
    """The form's own formulas compare without regard to case, too."""
    outcome = issued_round.take(filled(issued_round, {"1.1.1:choice": FIRST_LEVEL.upper()}))
    assert outcome.findings == ()
    claim = claim_on(outcome, "1.1.1")
    assert claim == Claim({"choice": FIRST_LEVEL}, EVIDENCE, Fraction(1))


def test_money_may_have_decimals(issued_round: Round) -> None:
    values: dict[str, Typed | None] = {"6.1.1:done": Fraction("850.125"), "6.1.1:total": Fraction("1000.5")}
    outcome = issued_round.take(filled(issued_round, values))
    assert outcome.findings == ()
    # 850.125 of 1000.5 is 84.97 %: the band from 70 to 85 % gives 1 point
    assert claim_on(outcome, "6.1.1").self_score == 1
    assert claim_on(outcome, "6.1.1").figures == {"done": Fraction("850.125"), "total": Fraction("1000.5")}
