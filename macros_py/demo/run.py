"""Runs the demo: a campaign from init to ranking, and a check that exactly the planted faults were found."""

from __future__ import annotations

import hashlib
import io
import random
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import zip_longest
from pathlib import Path

from cchc.campaign.model import Unit
from cchc.campaign.opened import OpenCampaign
from cchc.campaign.printed import form_identity, printed_texts
from cchc.campaign.reading import Cell, Row
from cchc.core import roles
from cchc.files import slug, write_atomically
from cchc.language import Words
from cchc.reasons import require_working_folder
from cchc.results.consolidation import Consolidation
from generator.issue import issue
from macros_py.demo import DEFAULT_PRESET, USUAL_UNITS
from macros_py.demo.appraising import Held, hold_rounds
from macros_py.demo.earlier import MARKER, MARKER_TEXT, make_room, mark_done
from macros_py.demo.faults import Fault, Filled, planted
from macros_py.demo.filler import filled_in, returned_form
from macros_py.demo.surveying import bring_in_surveys
from macros_py.steps.appraise.merge import MergeReport
from macros_py.steps.campaign import open_campaign
from macros_py.steps.consolidate import consolidate
from macros_py.steps.generate import issue_forms
from macros_py.steps.init import make_campaign
from macros_py.steps.progress import Progress, counted, silent
from workbook_templates.forms.unit import UNIT, UnitRecord
from workbook_templates.library import preset

_ZIP_DATE = (2020, 1, 1, 0, 0, 0)
_STRANGER = "99999"


@dataclass(frozen=True)
class Planting:
    """A planted fault: where it is, and the findings it must raise there."""

    unit_code: str
    where: str
    label: Words
    raises: tuple[str, ...]


@dataclass(frozen=True)
class DemoReport:
    """What the demo did. `unexpected` and `unfound` are (unit, code) pairs; the demo succeeded if both are empty.
    `rounds` are those of the appraisal, `stood_in` the units whose survey figures are from an earlier year.
    """

    root: Path
    plantings: tuple[Planting, ...]
    done: Consolidation
    unexpected: tuple[tuple[str, str], ...]
    unfound: tuple[tuple[str, str], ...]
    rounds: tuple[Held, ...] = ()
    stood_in: tuple[str, ...] = ()

    @property
    def succeeded(self) -> bool:
        return not self.unexpected and not self.unfound


def run_demo(
    root: Path,
    units: int | None,
    seed: int,
    progress: Progress = silent,
    preset_name: str = DEFAULT_PRESET,
    to_the_end: bool = True,
) -> DemoReport:
    """Make, issue, fill in, appraise, survey and consolidate a campaign with planted faults in `root`. `units` None
    is the default number. With `to_the_end` False it stops at the claims: nothing is appraised or surveyed.

    The same preset, `units` and `seed` give the same folder. Raises CchcError where the folder is in use.
    """
    chosen = preset(preset_name)
    require_working_folder(Path())  # the workers need one; without it the demo would stop half-way
    make_room(root)
    chance = random.Random(f"cchc {seed}")
    tables, faults = _tables(chosen.tables, units, chance)
    key = hashlib.sha256(f"cchc demo {seed}".encode()).digest()
    make_campaign(root, chosen, tables, key, {MARKER: MARKER_TEXT.encode()})
    issue_forms(root, progress=progress)
    opened = open_campaign(root)
    plantings = _return_forms(opened, faults, chance, progress)
    day = _closing_day(opened)
    rounds: list[Held] = []
    merged: MergeReport | None = None
    stood_in: list[str] = []
    if to_the_end:
        rounds, merged = hold_rounds(opened, chance, day, progress)
        stood_in = bring_in_surveys(opened, chance, day, progress)
    done = consolidate(root, day, progress)
    mark_done(root)
    expected = Counter((each.unit_code, code) for each in plantings for code in each.raises)
    expected += Counter((unit, "SURVEY_STANDS_IN") for unit in stood_in)
    findings = (*done.findings, *(merged.findings if merged else ()))
    found = Counter((each.unit_code, each.code) for each in findings)
    return DemoReport(
        root,
        tuple(plantings),
        done,
        unexpected=tuple(sorted((found - expected).elements())),
        unfound=tuple(sorted((expected - found).elements())),
        rounds=tuple(rounds),
        stood_in=tuple(stood_in),
    )


def _tables(
    tables: Mapping[str, Sequence[Row]], units: int | None, chance: random.Random
) -> tuple[dict[str, Sequence[Row]], dict[str, Fault]]:
    """The preset's tables for `units` units with the return register filled in, and the planted fault by unit
    code.
    """
    rows = _units(tables["units"], units)
    codes = [str(row.cells["code"]) for row in rows]
    faults = dict(zip(chance.sample(codes, len(codes)), planted(len(codes)), strict=False))
    due_by_type = {row.cells["code"]: row.cells["due"] for row in tables["unit_types"]}
    register = []
    for number, (code, row) in enumerate(zip(codes, rows, strict=True), start=1):
        fault, due = faults.get(code), due_by_type[row.cells["unit_type"]]
        assert isinstance(due, date)
        if fault is None or (fault.returned and not fault.scraps):
            late = fault is not None and fault.late
            received = due + timedelta(days=3) if late else due - timedelta(days=chance.randint(0, 9))
            letter = f"{chance.randint(20, 400)}/UBND"
            cells: dict[str, Cell] = {"unit": code, "received": received, "letter": letter}
            register.append(Row(number, cells))
    return {**tables, "units": rows, "register": register}, faults


def _units(rows: Sequence[Row], wanted: int | None) -> list[Row]:
    """`wanted` units of the preset, spread evenly over all types, then invented ones of the last type if the
    preset has too few. A parent that is not among them is left blank.
    """
    chosen = _evenly(rows, wanted or USUAL_UNITS)
    for number in range(len(rows) + 1, (wanted or 0) + 1):
        cells = {**rows[-1].cells, "code": f"M{number:05d}", "name": f"UBND xã Mẫu {number}"}
        chosen.append(Row(number, cells))
    codes = {row.cells["code"] for row in chosen}
    return [
        row if row.cells.get("parent") in codes else Row(row.number, {**row.cells, "parent": ""})
        for row in chosen
    ]


def _evenly(rows: Sequence[Row], wanted: int) -> list[Row]:
    """The first units of each type, taken in turns, in the order of the preset."""
    by_type: dict[Cell, list[Row]] = {}
    for row in rows:
        by_type.setdefault(row.cells["unit_type"], []).append(row)
    turns = [row for turn in zip_longest(*by_type.values()) for row in turn if row is not None]
    return sorted(turns[:wanted], key=lambda row: row.number)


def _return_forms(
    opened: OpenCampaign, faults: Mapping[str, Fault], chance: random.Random, progress: Progress
) -> list[Planting]:
    """Put filled forms into nop-ve/ in various ways: as single files, in folders, in a zip."""
    plantings = []
    zipped: dict[str, bytes] = {}
    for number, unit in enumerate(counted(opened.campaign.units, progress)):
        criteria, fault = opened.set_of(unit), faults.get(unit.code)
        form = Filled(filled_in(criteria, chance, opened.campaign.year))
        if fault is not None:
            form = fault.apply(form, criteria, chance)
        content = form.spoil(returned_form(opened, unit, form.values))
        name = f"{slug(unit.name)}.xlsx"
        if fault is not None:
            plantings += _plant(opened, unit, fault, name, content, form)
            continue
        if number % 5 == 4:
            zipped[f"{slug(unit.name)}/{name}"] = content
        else:
            write_atomically(
                opened.folder.returned / ("thu-dien-tu" if number % 2 else "usb") / name, content
            )
    if zipped:
        write_atomically(opened.folder.returned / "gui-chung.zip", _zip(zipped))
    plantings.append(_stranger(opened, chance))
    return plantings


def _plant(
    opened: OpenCampaign, unit: Unit, fault: Fault, name: str, content: bytes, form: Filled
) -> list[Planting]:
    folder = opened.folder.returned / "thu-dien-tu"
    plantings = [Planting(unit.code, unit.name, fault.label, fault.raises)]
    if not fault.returned:
        return plantings
    if fault.scraps:
        write_atomically(folder / name, content[: len(content) // 3])
        return [*plantings, Planting("", name, fault.label, ("FILE_DAMAGED",))]
    write_atomically(folder / name, content)
    if fault.again == "same":
        write_atomically(opened.folder.returned / "usb" / name, content)
    elif fault.again == "other":
        write_atomically(opened.folder.returned / "usb" / name, _other(opened, unit, form))
    return plantings


def _other(opened: OpenCampaign, unit: Unit, form: Filled) -> bytes:
    """The same unit's form with one figure changed."""
    code = next(code for code in form.values if code.endswith(f":{roles.DONE}"))
    values = {**form.values, code.replace(f":{roles.DONE}", f":{roles.REMARK}"): "Bản điều chỉnh"}
    return returned_form(opened, unit, values)


def _stranger(opened: OpenCampaign, chance: random.Random) -> Planting:
    """A form sealed for a unit that is not in the control workbook."""
    known = opened.campaign.units[0]
    unit = replace(known, code=_STRANGER, name="UBND xã Không Có")
    criteria = opened.set_of(known)
    identity = form_identity(opened.campaign, unit, criteria, 1)
    printed = replace(printed_texts(opened.campaign, unit), panel="")
    values = filled_in(criteria, chance, opened.campaign.year)
    content = issue(UNIT, UnitRecord(criteria, identity, printed), opened.sealer, values)
    name = f"{slug(unit.name)}.xlsx"
    write_atomically(opened.folder.returned / "usb" / name, content)
    label = Words("phiếu của đơn vị không có trong danh sách", "a form of a unit not on the list")
    return Planting(_STRANGER, name, label, ("UNIT_UNKNOWN",))


def _zip(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, _ZIP_DATE), content)
    return stream.getvalue()


def _closing_day(opened: OpenCampaign) -> date:
    """The day on which the demo consolidates: some days after the last deadline."""
    return max(each.due for each in opened.campaign.unit_types) + timedelta(days=10)
