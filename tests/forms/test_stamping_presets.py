"""Every form of every preset is stamped as XlsxWriter would have written it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc.campaign.opened import OpenCampaign
from cchc.campaign.panel import panel_of
from generator.lock import campaign_lock
from macros_py.steps.campaign import open_campaign
from macros_py.steps.init import make_campaign
from tests.support.issued import Stamper, unit_form
from tests.support.packages import Counted, assert_same_parts
from tests.support.rounds import KEY
from workbook_templates.library import PRESETS, preset
from workbook_templates.unit_form.slots import slots_now


def campaign_of(tmp_path: Path, name: str) -> OpenCampaign:
    chosen = preset(name)
    make_campaign(tmp_path / name, chosen, chosen.tables, key=KEY)
    return open_campaign(tmp_path / name)


def test_no_preset_is_forgotten() -> None:
    assert sorted(each.name for each in PRESETS.iterdir() if each.is_dir()) == [
        "hon-quan-2023",
        "vinh-long-2023",
        "vinh-long-2025",
    ]


@pytest.mark.parametrize("name", ["hon-quan-2023", "vinh-long-2023", "vinh-long-2025"])
def test_every_unit_of_every_preset(tmp_path: Path, name: str, counted: Counted) -> None:
    """What XlsxWriter writes, part by part, and without asking it more than once per criteria set."""
    opened = campaign_of(tmp_path, name)
    lock = campaign_lock(opened.sealer)
    stamper, panel = Stamper(lock), panel_of(opened.campaign)
    assert panel is not None
    for unit in opened.campaign.units:
        criteria, slots = opened.set_of(unit), slots_now(opened, unit.code, 1)
        assert_same_parts(
            stamper.form(criteria, slots, panel), unit_form(criteria, slots, lock, None, panel)
        )
    assert counted.calls == len({each.fingerprint for each in opened.criteria.values()})
