"""Where a unit signs: its own place, as its name has it."""

from __future__ import annotations

import pytest

from cchc.campaign.model import Unit
from cchc.campaign.printed import place_of


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("UBND xã Thanh An", "Thanh An"),
        ("UBND thị trấn Tân Khai", "Tân Khai"),
        ("UBND Phường 1, thành phố Vĩnh Long", "Phường 1"),
        ("UBND xã Tân Phú, huyện Tam Bình", "Tân Phú"),
        ("UBND thành phố Vĩnh Long", "Vĩnh Long"),
        ("Sở Nội vụ", ""),
    ],
)
def test_a_unit_signs_at_its_own_place(name: str, place: str) -> None:
    assert place_of(Unit("1", name, "commune", "A", "B")) == place
