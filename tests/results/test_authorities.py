"""Nothing is wired to a province: two authorities, an invented unit type, an odd tree, blocks of their own."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from cchc.campaign.agencies import Jurisdiction, agencies_by_leaf
from cchc.campaign.opened import OpenCampaign
from cchc.campaign.reading import Row
from cchc.errors import CchcError
from generator.lock import campaign_lock
from macros_py.steps.campaign import open_campaign
from macros_py.steps.consolidate import consolidate
from macros_py.steps.generate import issue_forms
from macros_py.steps.init import make_campaign
from macros_py.steps.status import return_board
from tests.criteria.small_set import SMALL_SET
from tests.support.issued import unit_form
from tests.support.rounds import KEY, TODAY, full_values
from workbook_templates.library import preset
from workbook_templates.unit_form.slots import slots_now

CENTRE = {"unit_type": "centre", "authority": "KHU-KINH-TE", "block": "trung-tam"}


def added(rows: list[Row], *cells: dict[str, object]) -> list[Row]:
    """The rows of a table with some more at its end."""
    return [*rows, *(Row(len(rows) + at, each) for at, each in enumerate(cells, start=1))]  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> OpenCampaign:
    """Two communes of Hớn Quản, and two centres of an economic zone scored by a set of three uneven domains."""
    root = tmp_path_factory.mktemp("hai-co-quan") / "dot"
    chosen = preset("hon-quan-2023")
    tables = dict(chosen.tables)
    tables["authorities"] = added(
        tables["authorities"],
        {
            "code": "KHU-KINH-TE",
            "name": "Ban Quản lý khu kinh tế",
            "superior": "UBND tỉnh Bình Phước",
            "office": "Văn phòng Ban",
            "place": "Bình Phước",
        },
    )
    tables["unit_types"] = added(
        tables["unit_types"],
        {"code": "centre", "name": "Trung tâm", "criteria_set": "thu-nghiem", "due": date(2023, 12, 8)},
    )
    tables["blocks"] = added(tables["blocks"], {"code": "trung-tam", "name": "Các trung tâm"})
    tables["units"] = added(
        tables["units"][:2],
        {"code": "TT1", "name": "Trung tâm Một", **CENTRE},
        {"code": "TT2", "name": "Trung tâm Hai", **CENTRE},
    )
    folder = make_campaign(root, chosen, tables, key=KEY)
    (folder.criteria / "thu-nghiem").mkdir()
    (folder.criteria / "thu-nghiem" / "set.toml").write_bytes(SMALL_SET.header)
    (folder.criteria / "thu-nghiem" / "criteria.csv").write_bytes(SMALL_SET.table)
    issue_forms(root)
    made = open_campaign(root)
    for code in ("25327", "TT1", "TT2"):
        unit = made.campaign.unit_by_code[code]
        criteria = made.set_of(unit)
        values = full_values(criteria)
        if code == "TT2":
            values = dict(list(values.items())[2:])
        form = unit_form(criteria, slots_now(made, code, 1), campaign_lock(made.sealer), values)
        (made.folder.returned / f"{code}.xlsx").write_bytes(form)
    return made


def ranking(folder: Path) -> list[tuple[str, str, str]]:
    """(block, rank, unit) of every line of xep-hang.csv."""
    with (folder / "xep-hang.csv").open(encoding="utf-8-sig", newline="") as stream:
        return [(row["block"], row["rank"], row["unit_code"]) for row in csv.DictReader(stream)]


def test_each_block_is_ranked_by_itself(opened: OpenCampaign) -> None:
    consolidate(opened.folder.root, TODAY)
    assert ranking(opened.folder.results) == [
        ("xa-hon-quan", "1", "25327"),
        ("xa-hon-quan", "", "25330"),
        ("trung-tam", "1", "TT1"),
        ("trung-tam", "2", "TT2"),
    ]


def test_one_authority_sees_its_own_units(opened: OpenCampaign) -> None:
    """The forms of others are passed over by name, and the whole result stays as it was."""
    consolidate(opened.folder.root, TODAY)
    whole = {path.name: path.read_bytes() for path in opened.folder.results.glob("*.csv")}
    done = consolidate(opened.folder.root, TODAY, authority="KHU-KINH-TE")
    assert {each.file: each.verdict for each in done.receipts}["25327.xlsx"] == "skipped"
    assert [(each.code, each.file) for each in done.findings if each.unit_code == "25327"] == [
        ("UNIT_OF_OTHER_AUTHORITY", "25327.xlsx")
    ]
    assert ranking(opened.folder.results / "khu-kinh-te") == [
        ("trung-tam", "1", "TT1"),
        ("trung-tam", "2", "TT2"),
    ]
    assert {path.name: path.read_bytes() for path in opened.folder.results.glob("*.csv")} == whole


def test_an_authority_that_is_not_there_is_named(opened: OpenCampaign) -> None:
    with pytest.raises(CchcError, match="KHU-KINH-TE"):
        consolidate(opened.folder.root, TODAY, authority="LOC-NINH")


def test_the_board_stands_by_authority_and_block(opened: OpenCampaign) -> None:
    groups = return_board(opened.folder.root, TODAY).groups
    assert [(authority.code, block.code, len(rows)) for authority, block, rows in groups] == [
        ("HON-QUAN", "xa-hon-quan", 2),
        ("KHU-KINH-TE", "trung-tam", 2),
    ]


def test_an_agency_takes_what_it_names_else_what_the_set_gives_it(opened: OpenCampaign) -> None:
    """Phòng Tư pháp appraises the leaves that the criteria set gives PTP."""
    criteria = opened.criteria["commune"]
    by_leaf = agencies_by_leaf(opened.campaign, Jurisdiction("HON-QUAN", "commune"), criteria)
    assert [agency.code for agency in by_leaf["2.1.1"]] == ["PTP"]
    assert [agency.code for agency in by_leaf["1.1.1"]] == ["PNV"]
    assert "8.1.1" not in by_leaf  # SIPAS: nobody appraises it
