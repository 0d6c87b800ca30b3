"""A number is the same however a program stores it ("1", "1.0", "1E0"), on every sheet of every form."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cchc.criteria.sources import SIPAS
from generator.package import edited, is_sheet
from tests.appraisal.rounds import Appraising
from tests.appraisal.test_reading import take
from tests.support.rounds import Round, full_values, start_round
from tests.survey.filling import campaign_of, leaves_of, read, row_of, scope_of, template

_WHOLE = re.compile(r'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?><v>)(-?[0-9]+)(</v>)')
WAYS = {"decimal": "{}.0", "exponent": "{}E0", "digits": "{}.0000000000"}


def stored(content: bytes, way: str) -> bytes:
    """The package with every typed or issued whole number stored another way."""
    counted = 0

    def edit(name: str, part: bytes) -> bytes:
        nonlocal counted
        if not is_sheet(name):
            return part
        text, changed = _WHOLE.subn(
            lambda each: each[1] + WAYS[way].format(each[2]) + each[3], part.decode()
        )
        counted += changed
        return text.encode()

    result = edited(content, edit)
    assert counted
    return result


@pytest.mark.parametrize("way", WAYS)
def test_appraisal_form(first_round: Appraising, way: str) -> None:
    form = first_round.filled(first_round.out("first", "PNV"), {})
    assert take(first_round, stored(form, way)).findings == ()


@pytest.mark.parametrize("way", WAYS)
def test_unit_form(tmp_path: Path, way: str) -> None:
    round_: Round = start_round(tmp_path / "dot", units=1)
    form = round_.form(full_values(round_.criteria))
    usual, other = round_.take(form), round_.take(stored(form, way))
    assert other.findings == usual.findings == ()
    assert other.reading is not None and usual.reading is not None
    assert other.reading.claims == usual.reading.claims


@pytest.mark.parametrize("way", WAYS)
def test_survey_template(tmp_path: Path, way: str) -> None:
    opened = campaign_of(tmp_path / "dot")
    values = row_of("25327", leaves_of(opened, SIPAS), ["85", "80", "77", "60", "91"])
    content = template(opened, scope_of(SIPAS), values)
    usual, other = (read(opened, scope_of(SIPAS), each) for each in (content, stored(content, way)))
    assert other.findings == usual.findings
