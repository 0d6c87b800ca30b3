"""What becomes of a full round when the control workbook changes after it: the table of docs/decisions.md, tried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from cchc.appraisal.counting_opinions import counting_opinions
from cchc.appraisal.record import AppraisalRecord
from cchc.campaign.reading import Cell
from cchc.consent import agree
from cchc.errors import CchcError
from cchc.together import ASIDE
from macros_py.steps.generate import issue_forms
from tests.appraisal.rounds import DAY
from tests.appraisal.two_authorities import (
    CITY,
    DISTRICT,
    MOVING,
    OF_DISTRICT,
    STAYING,
    Change,
    TwoAuthorities,
    hold_a_full_round,
    start_two,
)
from tests.support.findings import recorded

ALL = {MOVING: 74, **dict.fromkeys((STAYING, *OF_DISTRICT), 71)}
"""So many opinions and explanations count after the round: one on each of 71 leaves, three more on the leaf cut."""

SECRETARIAT = "Phòng Nội vụ thành phố Vĩnh Long"
CITY_TO_DISTRICT = "UBND thành phố Vĩnh Long → UBND huyện Long Hồ"

Tables = dict[str, list[dict[str, Cell]]]


@dataclass(frozen=True)
class Effect:
    """What a change does: how many opinions of each unit count then, and which findings about the control
    workbook or the appraisal are there then (code, unit, found, expected), beside who is waited for.
    """

    change: Change
    counting: Mapping[str, int] = field(default_factory=dict)
    said: frozenset[tuple[str, str, str, str]] = frozenset()
    refused: str = ""


def units(table: str = "units", line: str = MOVING, **cells: Cell) -> Change:
    """Change cells of a line."""

    def change(tables: Tables) -> None:
        (row,) = (row for row in tables[table] if row["code"] == line)
        row.update(cells)

    return change


def without(table: str, code: str, authority: str = "") -> Change:
    def change(tables: Tables) -> None:
        kept = [
            row
            for row in tables[table]
            if row["code"] != code or (authority and row["authority"] != authority)
        ]
        assert len(kept) == len(tables[table]) - 1
        tables[table] = kept

    return change


def secretariat(**cells: Cell) -> Change:
    """Change cells of the line of the city's PNV."""

    def change(tables: Tables) -> None:
        (row,) = (row for row in tables["agencies"] if (row["authority"], row["code"]) == (CITY, "PNV"))
        row.update(cells)

    return change


def added(table: str, **cells: Cell) -> Change:
    def change(tables: Tables) -> None:
        tables[table].append(cells)

    return change


def city_gone(tables: Tables) -> None:
    for row in tables["units"]:
        row["authority"] = DISTRICT
    tables["authorities"] = [row for row in tables["authorities"] if row["code"] == DISTRICT]
    tables["agencies"] = [row for row in tables["agencies"] if row["authority"] == DISTRICT]


def prints(*pairs: tuple[str, str]) -> set[tuple[str, str, str, str]]:
    return {("CONTROL_CHANGED_AFTER_ISSUE", MOVING, now, before) for before, now in pairs}


PRINTED_OF_DISTRICT = prints(
    ("UBND thành phố Vĩnh Long", "UBND huyện Long Hồ"),
    ("Phòng Nội vụ thành phố Vĩnh Long", "Phòng Nội vụ huyện Long Hồ"),
)
MOVED = ("APPRAISAL_UNIT_MOVED", MOVING, "74", CITY_TO_DISTRICT)
NAME = "UBND Phường 9, thành phố Vĩnh Long"
GONE = {
    ("APPRAISAL_UNIT_GONE", MOVING, "74", "UBND thành phố Vĩnh Long"),
    ("CONTROL_UNIT_GONE", MOVING, NAME, ""),
}

CHANGES: dict[str, Effect] = {
    "a unit to another authority": Effect(
        units(authority=DISTRICT), {MOVING: 0}, frozenset({MOVED, *PRINTED_OF_DISTRICT})
    ),
    "a unit to another type of the same set": Effect(
        units(unit_type="ward"),
        {MOVING: 0},
        frozenset({("APPRAISAL_UNIT_MOVED", MOVING, "74", "UBND cấp xã → UBND phường")}),
    ),
    "a unit to a type of another set": Effect(units(unit_type="district"), refused="bộ tiêu chí khác"),
    "a type to another set": Effect(
        units("unit_types", "commune", criteria_set="vinh-long-1877-2023-phu-luc-ii"),
        refused="bộ tiêu chí khác",
    ),
    "a unit removed": Effect(without("units", MOVING), {MOVING: 0}, frozenset(GONE)),
    "a unit's code changed": Effect(units(code="99999"), {MOVING: 0}, frozenset(GONE)),
    "a unit's name changed": Effect(units(name="UBND Phường Chín"), {}, frozenset(prints((NAME, "UBND Phường Chín")))),
    "a unit to another block": Effect(units(block="xa-long-ho")),
    "a unit made special": Effect(units(special="x")),
    "a unit added": Effect(
        added("units", code="29548", name="UBND Phường X", unit_type="commune", authority=CITY, block="xa-tp-vinh-long")
    ),
    "an agency removed": Effect(
        without("agencies", "PNV", CITY),
        {MOVING: 74 - 26, STAYING: 71 - 25},
        frozenset({("APPRAISAL_NOT_IN_CHARGE", "", "51", SECRETARIAT)}),
    ),
    "an agency's code changed": Effect(
        secretariat(code="NV"),
        {MOVING: 74 - 26, STAYING: 71 - 25},
        frozenset({("APPRAISAL_NOT_IN_CHARGE", "", "51", SECRETARIAT)}),
    ),
    "an agency's name changed": Effect(secretariat(name="Phòng Nội vụ (mới)")),
    "a leaf given to another agency": Effect(
        added("agencies", authority=CITY, code="VP", name="Văn phòng", criteria="1.1.1"),
        {MOVING: 72, STAYING: 70},
        frozenset({("APPRAISAL_NOT_IN_CHARGE", "", "3", f"{SECRETARIAT} (1.1.1)")}),
    ),
    "an authority removed, its units moved": Effect(
        city_gone,
        {MOVING: 0, STAYING: 0},
        frozenset({MOVED, ("APPRAISAL_UNIT_MOVED", STAYING, "71", CITY_TO_DISTRICT)}),
    ),
    "an authority's name changed": Effect(units("authorities", CITY, name="UBND TP Vĩnh Long")),
}  # fmt: skip


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> TwoAuthorities:
    """A full round held and its results written."""
    round_ = start_two(tmp_path_factory.mktemp("sau-phat-hanh") / "dot")
    hold_a_full_round(round_)
    round_.consolidate(DAY)
    return round_


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def results_of(round_: TwoAuthorities) -> dict[str, bytes]:
    """The results that stand: forms that had to make room are kept aside, and are none."""
    found = files(round_.root / "ket-qua")
    return {name: content for name, content in found.items() if not name.startswith(f"{ASIDE}/")}


def counts(round_: TwoAuthorities) -> dict[str, int]:
    opened = round_.opened
    record = AppraisalRecord(opened.folder.appraisal_record)
    return dict(counting_opinions(opened.campaign, opened.criteria, record))


def said(found: list[dict[str, Any]]) -> set[tuple[str, str, str, str]]:
    return {
        (each["code"], each["unit_code"], each["found"], each["expected"])
        for each in found
        if each["code"].startswith(("APPRAISAL_", "CONTROL_")) and each["code"] != "APPRAISAL_OUTSTANDING"
    }


@pytest.mark.parametrize("kind", CHANGES)
def test_a_change_loses_nothing_is_said_and_can_be_undone(
    held: TwoAuthorities, kind: str, tmp_path: Path
) -> None:
    round_, effect = held.copied(tmp_path / "dot"), CHANGES[kind]
    results, recorded = results_of(round_), files(round_.record)
    assert counts(round_) == ALL
    round_.change(effect.change)
    if effect.refused:
        for step in (round_.merge, round_.consolidate, round_.issue):
            with pytest.raises(CchcError, match=effect.refused):
                step()
    else:
        report = round_.merge()
        assert [each for each in report.changes if each.now is None] == []
        assert report.entries == sum({**ALL, **effect.counting}.values())
        assert Counter(counts(round_)) == Counter({**ALL, **effect.counting})
        round_.consolidate(DAY)
        found = said(round_.findings())
        missing = {
            each for each in effect.said if not any(each[:3] == other[:3] and each[3] in other[3] for other in found)
        }  # fmt: skip
        assert missing == set(), found
    assert files(round_.record) == recorded  # nothing is withdrawn, nothing else is taken
    round_.put_back_control()
    report = round_.merge()
    assert (report.changes, report.entries) == ((), sum(ALL.values()))
    assert counts(round_) == ALL
    round_.consolidate(DAY)
    assert files(round_.record) == recorded
    assert results_of(round_) == results


def test_a_set_changed_and_forms_issued_again(held: TwoAuthorities, tmp_path: Path) -> None:
    """Opinions given on another set rest, and the form whose set has changed is still read as it went out."""
    round_ = held.copied(tmp_path / "dot")
    round_.change(units("unit_types", "commune", criteria_set="vinh-long-1877-2023-phu-luc-ii"))
    issue_forms(round_.root, reissue=True, ask=agree)
    report = round_.merge()
    assert (report.entries, [each for each in report.changes if each.now is None]) == (0, [])
    assert Counter(each.code for each in report.findings) == {"APPRAISAL_SET_CHANGED": 4}
    assert len(round_.recorded()) == sum(ALL.values())


def test_a_form_out_where_its_rows_do_not_count(held: TwoAuthorities, tmp_path: Path) -> None:
    """Issued where the unit was moved, and moved back before anything came of it: who has it is told to leave it."""
    round_ = held.copied(tmp_path / "dot")
    round_.change(units(authority=DISTRICT))
    round_.issue("first")
    round_.put_back_control()
    idle = [each for each in round_.consolidate(DAY).findings if each.code == "APPRAISAL_FORM_IDLE"]
    assert [
        (each.unit_code, recorded(each).found, recorded(each).expected, each.severity) for each in idle
    ] == [(MOVING, "71", "UBND huyện Long Hồ", "note")]


def test_a_round_without_changes_says_nothing(held: TwoAuthorities) -> None:
    assert said(held.findings()) == set()
