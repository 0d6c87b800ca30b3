"""Letters stored apart (NFD, as a Mac's programs may do) are the same letters, on every sheet of every form."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from cchc.criteria.sources import SIPAS
from cchc.survey.returned import figures_of
from generator.package import edited
from tests.appraisal.rounds import Appraising
from tests.appraisal.test_reading import take, verdicts
from tests.support.rounds import Round, full_values, start_round
from tests.survey.filling import campaign_of, leaves_of, read, row_of, scope_of, template


def decomposed(content: bytes) -> bytes:
    """The package with every text in its parts decomposed: cells, sheet names, formulas, validations."""

    def edit(name: str, part: bytes) -> bytes:
        if not name.endswith((".xml", ".rels")) or name.startswith("docProps"):
            return part
        return unicodedata.normalize("NFD", part.decode()).encode()

    result = edited(content, edit)
    assert result != content
    return result


def test_unit_form(tmp_path: Path) -> None:
    round_: Round = start_round(tmp_path / "dot", units=1)
    form = round_.form(full_values(round_.criteria))
    usual, other = round_.take(form), round_.take(decomposed(form))
    assert other.findings == usual.findings == ()
    assert other.reading is not None and usual.reading is not None
    assert {code: claim.self_score for code, claim in other.reading.claims.items()} == {
        code: claim.self_score for code, claim in usual.reading.claims.items()
    }


def test_appraisal_form(first_round: Appraising) -> None:
    form = first_round.filled(first_round.out("first", "PNV"), {"1.1.1@25327:agree": "Đồng ý"})
    usual, other = take(first_round, form), take(first_round, decomposed(form))
    assert other.findings == usual.findings
    assert verdicts(other) == verdicts(usual) != {}


def test_survey_template(tmp_path: Path) -> None:
    opened = campaign_of(tmp_path / "dot")
    values = row_of("25327", leaves_of(opened, SIPAS), ["85", "80", "77", "60", "Không khảo sát"])
    content = template(opened, scope_of(SIPAS), values)
    usual, other = (read(opened, scope_of(SIPAS), each) for each in (content, decomposed(content)))
    assert other.findings == usual.findings
    assert [each.figure for each in figures_of(other).values()] == [
        each.figure for each in figures_of(usual).values()
    ]
