"""Who may score what, said once for every round."""

from __future__ import annotations

import pytest

from cchc.appraisal.model import Party
from cchc.appraisal.rounds import BY_KEY
from tests.appraisal.rounds import Appraising

HERE = ("HON-QUAN", "commune")


@pytest.mark.parametrize(
    ("round_key", "who", "unit", "code", "reason"),
    [
        ("first", "PNV", "25327", "1.1.1", ""),
        ("second", "PNV", "25327", "1.1.1", ""),
        ("first", "VP", "25327", "1.9", ""),  # shared with PTCKH
        ("first", "PTCKH", "25327", "1.9", ""),
        ("first", "PTP", "25327", "1.1.1", "APPRAISAL_NOT_ITS_LEAF"),
        ("first", "PNV", "25327", "5.5.1", "APPRAISAL_SURVEY_LEAF"),
        ("board", "", "25327", "5.5.1", "APPRAISAL_SURVEY_LEAF"),
        ("board", "", "25327", "1.1.1", ""),
        ("board", "", "25327", "1.1", "APPRAISAL_LEAF_UNKNOWN"),  # no leaf: a sum
        ("board", "", "99999", "1.1.1", "APPRAISAL_OTHER_AUTHORITY"),
        ("explanation", "25327", "25327", "1.1.1", ""),
        ("explanation", "25327", "25330", "1.1.1", "APPRAISAL_OTHER_UNIT"),
    ],
)
def test_who_may_say_what(
    first_round: Appraising, round_key: str, who: str, unit: str, code: str, reason: str
) -> None:
    permissions = first_round.appraisal.permissions
    assert permissions.refusal(BY_KEY[round_key], Party(*HERE, who), unit, code) == reason


def test_a_unit_of_another_authority(first_round: Appraising) -> None:
    permissions = first_round.appraisal.permissions
    elsewhere = Party("HUYEN-KHAC", "commune", "")
    assert permissions.refusal(BY_KEY["board"], elsewhere, "25327", "1.1.1") == "APPRAISAL_OTHER_AUTHORITY"
