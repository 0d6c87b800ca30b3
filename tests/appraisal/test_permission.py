"""Who has a say on what: each party on its own leaves of its own units, and a reason where it has none."""

from __future__ import annotations

import pytest

from cchc.appraisal.model import Party
from cchc.appraisal.rounds import EXPLANATION
from tests.appraisal.rounds import Appraising


@pytest.mark.parametrize(
    ("unit", "code", "reason"),
    [
        ("25327", "1.1.1", ""),
        ("25330", "1.1.1", "APPRAISAL_OTHER_UNIT"),
        ("99999", "1.1.1", "APPRAISAL_OTHER_AUTHORITY"),
        ("25327", "5.5.1", "APPRAISAL_SURVEY_LEAF"),
        ("25327", "9.9", "APPRAISAL_LEAF_UNKNOWN"),
    ],
)
def test_a_unit_explains_its_own_leaves_alone(
    first_round: Appraising, unit: str, code: str, reason: str
) -> None:
    of = first_round.opened.campaign.unit_by_code["25327"]
    party = Party(of.authority, of.unit_type, of.code)
    permissions = first_round.appraisal.permissions
    assert permissions.refusal(EXPLANATION, party, unit, code) == reason
