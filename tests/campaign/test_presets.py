"""The presets name real units: a commune left out, counted twice or under another district gets a wrong rank."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from cchc.campaign.model import Campaign, Unit
from cchc.errors import CchcError
from consolidator.control import read_control
from generator.control_workbook import control_workbook
from workbook_templates.library import PRESETS, preset

HON_QUAN, VINH_LONG, TWO_LEVELS = "hon-quan-2023", "vinh-long-2023", "vinh-long-2025"
APPENDICES = {VINH_LONG: "vinh-long-1877-2023-phu-luc-", TWO_LEVELS: "vinh-long-1877-2025-phu-luc-"}

every_preset = pytest.mark.parametrize("name", [HON_QUAN, VINH_LONG, TWO_LEVELS])


class District(NamedTuple):
    """A district in 2023, counted by hand: its phường, thị trấn and xã, and one of them by code and name."""

    name: str
    authority: str
    wards: int
    townships: int
    communes: int
    one: tuple[str, str]


DISTRICTS = {
    "855": District("thành phố Vĩnh Long", "TP-VINH-LONG", 11, 0, 0, ("29572", "phường Trường An")),
    "857": District("huyện Long Hồ", "LONG-HO", 0, 1, 14, ("29587", "xã An Bình")),
    "858": District("huyện Mang Thít", "MANG-THIT", 0, 1, 11, ("29641", "thị trấn Cái Nhum")),
    "859": District("huyện Vũng Liêm", "VUNG-LIEM", 0, 1, 19, ("29665", "xã Quới Thiện")),
    "860": District("huyện Tam Bình", "TAM-BINH", 0, 1, 16, ("29734", "xã Hoà Lộc")),
    "861": District("thị xã Bình Minh", "BINH-MINH", 3, 0, 5, ("29770", "phường Cái Vồn")),
    "862": District("huyện Trà Ôn", "TRA-ON", 0, 1, 13, ("29857", "xã Lục Sỹ Thành")),
    "863": District("huyện Bình Tân", "BINH-TAN", 0, 1, 9, ("29785", "xã Tân Lược")),
}


@cache
def campaign(name: str) -> Campaign:
    """The campaign as a clerk gets it: through the control workbook, where a code could turn into a number."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "so-dieu-hanh.xlsx"
        path.write_bytes(control_workbook(preset(name).tables))
        return read_control(path)


def of_type(name: str, unit_type: str) -> list[Unit]:
    return [unit for unit in campaign(name).units if unit.unit_type == unit_type]


def kind(unit: Unit) -> str:
    """The kind of a commune by its name: xã, phường or thị trấn."""
    match = re.match(r"UBND (xã|phường|thị trấn) ", unit.name.replace(" Phường ", " phường "))
    assert match, unit.name
    return match.group(1)


def test_the_library_lists_the_presets() -> None:
    assert sorted(folder.name for folder in PRESETS.iterdir() if folder.is_dir()) == [
        HON_QUAN,
        VINH_LONG,
        TWO_LEVELS,
    ]
    with pytest.raises(CchcError, match=f"{HON_QUAN}, {VINH_LONG}, {TWO_LEVELS}"):
        preset("vinh-long-2024")


@every_preset
def test_nothing_is_declared_and_not_used(name: str) -> None:
    """A block or authority without units would be an empty sheet in the ranking."""
    read = campaign(name)
    assert {block.code for block in read.blocks} == {unit.block for unit in read.units}
    assert {authority.code for authority in read.authorities} == {unit.authority for unit in read.units}
    assert {unit_type.code for unit_type in read.unit_types} == {unit.unit_type for unit in read.units}


@every_preset
def test_units_are_told_apart_by_code_and_by_name(name: str) -> None:
    units = campaign(name).units
    assert len({unit.code.casefold() for unit in units}) == len(units)
    assert len({unit.name.casefold() for unit in units}) == len(units)


@every_preset
def test_codes_and_names_are_written_as_the_official_list_writes_them(name: str) -> None:
    patterns = {"department": r"[A-Z]{3,7}", "district": r"8[56][0-9]", "commune": r"2[5-9][0-9]{3}"}
    for unit in campaign(name).units:
        assert re.fullmatch(patterns[unit.unit_type], unit.code), unit
        assert unit.name == unicodedata.normalize("NFC", " ".join(unit.name.split()))


@every_preset
def test_units_of_a_block_are_of_one_type_and_one_authority(name: str) -> None:
    """One board decides a block, by one criteria set: else its ranks compare what cannot be compared."""
    boards: dict[str, set[tuple[str, str]]] = {}
    for unit in campaign(name).units:
        boards.setdefault(unit.block, set()).add((unit.unit_type, unit.authority))
    assert {block: len(found) for block, found in boards.items()} == dict.fromkeys(boards, 1)


def test_hon_quan_has_13_communes() -> None:
    assert Counter(kind(unit) for unit in campaign(HON_QUAN).units) == {"xã": 12, "thị trấn": 1}


def test_vinh_long_2023_has_19_departments_8_districts_107_communes() -> None:
    types = Counter(unit.unit_type for unit in campaign(VINH_LONG).units)
    assert types == {"department": 19, "district": 8, "commune": 107}
    kinds = Counter(kind(unit) for unit in of_type(VINH_LONG, "commune"))
    assert kinds == {"xã": 87, "phường": 14, "thị trấn": 6}


@pytest.mark.parametrize("code", DISTRICTS)
def test_communes_of_a_district(code: str) -> None:
    district = DISTRICTS[code]
    communes = [unit for unit in of_type(VINH_LONG, "commune") if unit.parent == code]
    kinds = Counter(kind(unit) for unit in communes)
    assert (kinds["phường"], kinds["thị trấn"], kinds["xã"]) == district[2:5]
    one, name = district.one
    assert {unit.code: unit.name for unit in communes}[one] == f"UBND {name}"


@pytest.mark.parametrize("code", DISTRICTS)
def test_a_district_appraises_and_ranks_its_own_communes(code: str) -> None:
    """1877/QĐ-UBND, IV.1.b; the district itself is appraised and ranked by the province, IV.1.a."""
    read, district = campaign(VINH_LONG), DISTRICTS[code]
    unit, authority = read.unit_by_code[code], read.authority_by_code[district.authority]
    assert (unit.name, authority.name) == (f"UBND {district.name}",) * 2
    assert (unit.authority, unit.block, unit.parent) == ("VINH-LONG", "ubnd-cap-huyen", "")
    assert (authority.superior, authority.office) == (
        "UBND tỉnh Vĩnh Long",
        f"Phòng Nội vụ {district.name}",
    )
    assert {
        (commune.authority, commune.block)
        for commune in of_type(VINH_LONG, "commune")
        if commune.parent == code
    } == {(district.authority, f"xa-{district.authority.lower()}")}
    name = next(block.name for block in read.blocks if block.code == f"xa-{district.authority.lower()}")
    assert name.endswith(district.name)


def test_numbered_wards_say_their_city() -> None:
    """“UBND Phường 1” alone could be anywhere. The city's wards in 2023: 1, 2, 3, 4, 5, 8, 9."""
    numbered = {unit.name for unit in of_type(VINH_LONG, "commune") if re.search("[0-9]", unit.name)}
    assert numbered == {f"UBND Phường {number}, thành phố Vĩnh Long" for number in (1, 2, 3, 4, 5, 8, 9)}


@pytest.mark.parametrize(
    ("name", "special"),
    [
        (HON_QUAN, set()),
        (VINH_LONG, {"Thanh tra tỉnh", "Ban Dân tộc"}),
        (TWO_LEVELS, {"Thanh tra tỉnh", "Sở Dân tộc và Tôn giáo"}),
    ],
)
def test_special_units(name: str, special: set[str]) -> None:
    """1877/QĐ-UBND, II.2: two are scored, not ranked. For 2025 by analogy."""
    assert {unit.name for unit in campaign(name).units if unit.special} == special


@pytest.mark.parametrize("name", [VINH_LONG, TWO_LEVELS])
def test_the_province_appraises_its_departments(name: str) -> None:
    departments = of_type(name, "department")
    assert {(unit.authority, unit.block, unit.parent) for unit in departments} == {
        ("VINH-LONG", "so-ban-nganh", "")
    }
    named = {unit.name for unit in departments}
    assert {"Văn phòng UBND tỉnh", "Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp", "Sở Y tế"} <= named


def test_departments_of_2023_named_by_the_decision_take_part() -> None:
    """1877/QĐ-UBND, II.2 and IV.1.c."""
    named = {unit.name for unit in of_type(VINH_LONG, "department")}
    assert {
        "Sở Thông tin và Truyền thông",
        "Sở Kế hoạch và Đầu tư",
        "Ban Quản lý các khu công nghiệp",
    } <= named


def test_departments_merged_in_march_2025_are_gone() -> None:
    gone = (
        "Kế hoạch",
        "Giao thông",
        "Thông tin",
        "Lao động",
        "Tài nguyên",
        "phát triển nông thôn",
        "Ban Dân tộc",
    )
    names = " ".join(unit.name for unit in of_type(TWO_LEVELS, "department"))
    assert [word for word in gone if word.casefold() in names.casefold()] == []
    assert len(of_type(TWO_LEVELS, "department")) == 14


def test_vinh_long_2025_has_105_communes_and_19_wards_and_no_district() -> None:
    communes = of_type(TWO_LEVELS, "commune")
    assert Counter((kind(unit), unit.block) for unit in communes) == {
        ("xã", "xa"): 105,
        ("phường", "phuong"): 19,
    }
    assert {(unit.authority, unit.parent) for unit in communes} == {("VINH-LONG", "")}
    assert of_type(TWO_LEVELS, "district") == []
    names = {unit.code: unit.name for unit in communes}
    old_provinces = (names["29551"], names["28789"], names["29242"], names["28840"])
    assert old_provinces == (
        "UBND phường Long Châu",
        "UBND phường Bến Tre",
        "UBND phường Trà Vinh",
        "UBND xã Tân Phú",
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            VINH_LONG,
            {
                "department": ("i", date(2023, 12, 15)),
                "district": ("ii", date(2023, 12, 20)),
                "commune": ("iii", date(2023, 11, 30)),
            },
        ),
        (TWO_LEVELS, {"department": ("i", date(2025, 12, 15)), "commune": ("iii", date(2025, 11, 30))}),
    ],
)
def test_appendix_and_deadline_of_each_type(name: str, expected: dict[str, tuple[str, date]]) -> None:
    """1877/QĐ-UBND, III and IV.2."""
    read = campaign(name)
    assert {each.code: (each.criteria_set, each.due) for each in read.unit_types} == {
        code: (APPENDICES[name] + number, due) for code, (number, due) in expected.items()
    }
    assert preset(name).criteria_sets == tuple(APPENDICES[name] + number for number, _ in expected.values())


@pytest.mark.parametrize(
    ("name", "finish"), [(VINH_LONG, date(2024, 1, 15)), (TWO_LEVELS, date(2026, 1, 15))]
)
def test_time_for_the_appraisal(name: str, finish: date) -> None:
    """1877/QĐ-UBND, IV.2.d: five working days; all done before 15/01 of the next year."""
    settings = preset(name).tables["campaign"][0].cells
    assert (settings["appraisal_days"], settings["finish"]) == (5, finish)


@pytest.mark.parametrize(("name", "year"), [(HON_QUAN, 2023), (VINH_LONG, 2023), (TWO_LEVELS, 2025)])
def test_a_campaign_says_its_year_wherever_it_says_one(name: str, year: int) -> None:
    read = campaign(name)
    assert (read.id, read.year) == (name.upper(), year)
    assert re.findall(r"[0-9]{4}", read.title) == [str(year)]
    assert {unit_type.due.year for unit_type in read.unit_types} == {year}
