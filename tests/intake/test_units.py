"""Each unit counts once, or not at all and says why: double, missing, late and incomplete returns."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from cchc.campaign.reading import Row
from cchc.findings.finding import Finding
from cchc.results.consolidation import Consolidation
from generator.lock import campaign_lock
from macros_py.steps.campaign import open_campaign
from macros_py.steps.consolidate import consolidate
from macros_py.steps.generate import issue_forms
from macros_py.steps.init import make_campaign
from tests.support.issued import unit_form
from tests.support.rounds import KEY, TODAY, Round, full_values
from workbook_templates.library import preset
from workbook_templates.unit_form.slots import slots_now

from .leaves import STEPS
from .packages import repacked, saved_by_openpyxl
from .proof import Found, proves, see


def of_unit(done: Consolidation, unit: str) -> list[Finding]:
    return [each for each in done.findings if each.unit_code == unit]


def verdicts(done: Consolidation) -> dict[str, str]:
    return {each.file: each.verdict for each in done.receipts}


def index_of_first(done: Consolidation) -> Fraction | None:
    return done.results.units[0].index


@pytest.fixture
def returned(fresh_round: Round) -> Round:
    """All units but the first have returned a full form."""
    for unit in fresh_round.units[1:]:
        fresh_round.put(f"{unit}.xlsx", fresh_round.form(full_values(fresh_round.criteria), unit))
    return fresh_round


@proves("UNIT_RETURNED_AGAIN")
def test_the_same_form_twice_counts_once(returned: Round, clean: bytes) -> None:
    """To the byte, or packed and saved anew: they say the same."""
    returned.put("lan 1.xlsx", clean)
    returned.put("lan 2/lan 1.xlsx", clean)
    returned.put("lan 3.xlsx", repacked(clean, method=0))
    done = returned.consolidate()
    unit = returned.units[0]
    see(
        of_unit(done, unit),
        Found("UNIT_RETURNED_AGAIN", "", "", "", "lan 1.xlsx"),
        Found("UNIT_RETURNED_AGAIN", "", "", "", "lan 1.xlsx"),
    )
    assert [verdicts(done)[name] for name in ("lan 1.xlsx", "lan 2/lan 1.xlsx", "lan 3.xlsx")] == [
        "accepted",
        "skipped",
        "skipped",
    ]
    assert index_of_first(done) == 100


@proves("UNIT_RETURNED_AGAIN")
def test_saved_again_without_results_is_still_the_same(returned: Round, clean: bytes) -> None:
    returned.put("a.xlsx", clean)
    returned.put("b.xlsx", saved_by_openpyxl(clean))
    found = of_unit(returned.consolidate(), returned.units[0])
    see(
        sorted(found, key=lambda each: each.code),
        Found("CACHED_FIGURES_MISSING"),
        Found("UNIT_RETURNED_AGAIN", "", "", "", "a.xlsx"),
    )


@pytest.mark.parametrize("names", [("cu.xlsx", "moi.xlsx"), ("moi.xlsx", "cu.xlsx")])
@proves("UNIT_RETURNED_TWICE")
def test_two_that_differ_stand_side_by_side(returned: Round, clean: bytes, names: tuple[str, str]) -> None:
    """A quarter of a point between them: neither wins by its name, its date or its place."""
    values = {**full_values(returned.criteria), f"{STEPS}:score": Fraction(3, 4)}
    returned.put(names[0], clean)
    returned.put(names[1], returned.form(values))
    done = returned.consolidate()
    both = ", ".join(sorted(names))
    see(
        of_unit(done, returned.units[0]),
        Found("UNIT_RETURNED_TWICE", "", "", both),
        Found("UNIT_RETURNED_TWICE", "", "", both),
    )
    assert {verdicts(done)[name] for name in names} == {"rejected"}
    assert (index_of_first(done), done.results.units[0].status) == (None, ("rejected",))


@proves("UNIT_RETURNED_TWICE")
def test_they_differ_in_a_remark_alone(returned: Round, clean: bytes) -> None:
    """The evidence named is part of the claim."""
    values = {**full_values(returned.criteria), f"{STEPS}:remark": "Báo cáo khác"}
    returned.put("a.xlsx", clean)
    returned.put("b.xlsx", returned.form(values))
    found = of_unit(returned.consolidate(), returned.units[0])
    see(found, *[Found("UNIT_RETURNED_TWICE", "", "", "a.xlsx, b.xlsx")] * 2)


def test_a_spoilt_copy_takes_nothing_from_the_good_one(returned: Round, clean: bytes) -> None:
    returned.put("tot.xlsx", clean)
    returned.put("hong.xlsx", clean[:-100])
    done = returned.consolidate()
    assert verdicts(done)["tot.xlsx"] == "accepted" and index_of_first(done) == 100


@proves("UNIT_MISSING")
def test_a_unit_that_returned_nothing(returned: Round) -> None:
    done = returned.consolidate()
    see(of_unit(done, returned.units[0]), Found("UNIT_MISSING"))
    assert (index_of_first(done), done.results.units[0].status) == (None, ("missing",))


@proves("UNIT_INCOMPLETE")
def test_a_unit_that_left_leaves_blank(returned: Round) -> None:
    """Two leaves out of 71: they score nothing and stay in the denominator."""
    values = full_values(returned.criteria)
    for code in (STEPS, "1.1.1"):
        values = {name: value for name, value in values.items() if not name.startswith(f"{code}:")}
    returned.put("a.xlsx", returned.form(values))
    done = returned.consolidate()
    own = sum(1 for scored in returned.criteria.leaves if scored.by_unit)
    see(of_unit(done, returned.units[0]), Found("UNIT_INCOMPLETE", "", "", "2", str(own)))
    assert done.results.units[0].status == ("returned", "incomplete")
    assert index_of_first(done) == Fraction(7700, 79)


@proves("UNIT_LATE")
def test_first_seen_after_the_last_day(returned: Round, clean: bytes) -> None:
    returned.put("a.xlsx", clean)
    campaign = returned.opened.campaign
    due = campaign.due(campaign.units[0])
    day = due + timedelta(days=1)
    done = returned.consolidate(day)
    see(of_unit(done, returned.units[0]), Found("UNIT_LATE", "", "", f"{day:%d/%m/%Y}", f"{due:%d/%m/%Y}"))
    assert done.results.units[0].status == ("returned", "late") and index_of_first(done) == 100


def test_seen_in_time_stays_in_time(returned: Round, clean: bytes) -> None:
    """The day on which a file was first seen here counts, whenever one consolidates again."""
    returned.put("a.xlsx", clean)
    campaign = returned.opened.campaign
    due = campaign.due(campaign.units[0])
    assert of_unit(returned.consolidate(due), returned.units[0]) == []
    assert of_unit(returned.consolidate(due + timedelta(days=30)), returned.units[0]) == []


@pytest.mark.parametrize("days", [0, 1])
@proves("UNIT_LATE")
def test_the_register_decides(tmp_path: Path, days: int) -> None:
    """The clerk's entry, not the day on which the file was found: late is late, in time is in time."""
    chosen = preset("hon-quan-2023")
    unit = str(chosen.tables["units"][0].cells["code"])
    due = next(row.cells["due"] for row in chosen.tables["unit_types"])
    assert isinstance(due, date)
    entry = Row(1, {"unit": unit, "received": due + timedelta(days=1), "letter": "15/UBND"})
    other = Row(2, {"unit": unit, "received": due + timedelta(days=9), "letter": "16/UBND"})
    tables = {**chosen.tables, "units": chosen.tables["units"][:1], "register": [other, entry]}
    make_campaign(tmp_path, chosen, tables, key=KEY)
    issue_forms(tmp_path)
    opened = open_campaign(tmp_path)
    criteria = opened.set_of(opened.campaign.units[0])
    form = unit_form(
        criteria, slots_now(opened, unit, 1), campaign_lock(opened.sealer), full_values(criteria)
    )
    (opened.folder.returned / "a.xlsx").write_bytes(form)
    done = consolidate(tmp_path, TODAY + timedelta(days=days * 400))
    received = due + timedelta(days=1)
    see(of_unit(done, unit), Found("UNIT_LATE", "", "", f"{received:%d/%m/%Y}", f"{due:%d/%m/%Y}"))
