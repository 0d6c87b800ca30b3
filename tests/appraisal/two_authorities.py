"""A campaign of two authorities whose agencies have the same codes, one full round of its appraisal held."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from cchc.appraisal.model import IssuedForm
from cchc.campaign.opened import OpenCampaign
from cchc.campaign.reading import Cell, Row
from cchc.consent import agree
from cchc.criteria.model import CriteriaSet
from cchc.results.consolidation import Consolidation
from generator.control_workbook import control_workbook
from macros_py.steps.campaign import open_campaign
from macros_py.steps.consolidate import consolidate
from macros_py.steps.generate import issue_forms
from macros_py.steps.init import make_campaign
from tests.appraisal.rounds import Appraising, claimed
from tests.support.rounds import KEY, TODAY
from workbook_templates.library import Preset, preset

CITY, DISTRICT = "TP-VINH-LONG", "LONG-HO"
MOVING, STAYING = "29542", "29545"
"""A unit of the city that tests move to the district, and one that stays."""

OF_DISTRICT = ("29575", "29578")
UNITS = (MOVING, STAYING, *OF_DISTRICT)
AGENCIES = ("PKTHT", "PNV", "PTCKH", "PTP", "PVHTT", "VP")

Tables = Mapping[str, list[Row]]
Change = Callable[[dict[str, list[dict[str, Cell]]]], None]
"""What a person does to the tables of the control workbook."""


@dataclass
class TwoAuthorities(Appraising):
    """The campaign; its control workbook may change."""

    @property
    def opened(self) -> OpenCampaign:
        return open_campaign(self.root)

    def consolidate(self, today: date = TODAY) -> Consolidation:
        """Consolidate, by somebody who agrees to all that it asks."""
        return consolidate(self.root, today, ask=agree)

    @property
    def criteria(self) -> CriteriaSet:
        return self.opened.criteria["commune"]

    @cached_property
    def tables(self) -> Tables:
        """The control workbook as the campaign began."""
        return tables_of(preset("vinh-long-2023"))

    def put_back_control(self) -> None:
        """The control workbook of the beginning, to the byte."""
        self.change(lambda tables: None)

    def change(self, change: Change) -> None:
        """Write the control workbook of the beginning with a change."""
        tables = {key: [dict(row.cells) for row in rows] for key, rows in self.tables.items()}
        change(tables)
        written = {
            key: [Row(number, cells) for number, cells in enumerate(rows, start=1)]
            for key, rows in tables.items()
        }
        (self.root / "so-dieu-hanh.xlsx").write_bytes(control_workbook(written))

    def forms(self, round_key: str, authority: str = "") -> list[IssuedForm]:
        """What is out in a round, of one authority or all."""
        return [
            form
            for form in self.appraisal.forms
            if form.round == round_key and authority in ("", form.party.authority)
        ]

    def answer_all(
        self, round_key: str, instead: Mapping[str, Any] | None = None, authority: str = ""
    ) -> None:
        """Everybody answers: agrees but for `instead`, inputs by place (`1.1.1@29542:score`)."""
        for form in self.forms(round_key, authority):
            places = {f"{row.code}@{row.unit}" for row in form.rows}
            own = {key: value for key, value in (instead or {}).items() if key.partition(":")[0] in places}
            values = self.agreeing(form, own) if round_key != "explanation" else own
            self.put_back(form.file.replace("/", "-"), self.filled(form, values))

    def cchc(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command as a person starts it; nobody sits at the terminal."""
        program = "import sys; from macros_py.cli import main; main(sys.argv[1:])"
        verb, *rest = arguments
        return subprocess.run(
            [sys.executable, "-c", program, verb, str(self.root), *rest],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "COLUMNS": "220", "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            timeout=300,
            check=False,
        )

    @property
    def record(self) -> Path:
        return self.root / ".cchc" / "tham-dinh"

    def recorded(self) -> list[dict[str, Any]]:
        """The entries in the record's file."""
        entries: list[dict[str, Any]] = json.loads((self.record / "diem.json").read_bytes())["entries"]
        return entries

    def findings(self) -> list[dict[str, Any]]:
        """The findings of the last consolidation."""
        lines = (self.root / "ket-qua" / "phat-hien.jsonl").read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def copied(self, target: Path) -> TwoAuthorities:
        """The whole campaign somewhere else."""
        shutil.copytree(self.root, target)
        return TwoAuthorities(target)


def start_two(root: Path) -> TwoAuthorities:
    """Two communes of each authority, all at their best; a second type of the same set, and another set."""
    chosen = preset("vinh-long-2023")
    make_campaign(root, chosen, tables_of(chosen), key=KEY)
    issue_forms(root)
    round_ = TwoAuthorities(root)
    claimed(round_, {unit: {} for unit in UNITS})
    return round_


def hold_a_full_round(round_: TwoAuthorities) -> None:
    """All four rounds: 1.1.1 of the moving unit is cut, explained, kept, and decided by the board."""
    cut = {f"1.1.1@{MOVING}:score": Fraction("0.5"), f"1.1.1@{MOVING}:remark": "Ban hành muộn"}
    round_.issue("first")
    round_.answer_all("first", cut)
    round_.issue("explanation")
    round_.answer_all("explanation", {f"1.1.1@{MOVING}:explained": "Ký ngày 30/01"})
    round_.issue("second")
    round_.answer_all("second", {f"1.1.1@{MOVING}:agree": "Giữ điểm lần 1"})
    round_.issue("board")
    round_.answer_all("board", {f"1.1.1@{MOVING}:agree": "Theo thẩm định"})
    round_.merge()


def tables_of(chosen: Preset) -> Tables:
    """The control workbook: the two authorities, their agencies and blocks, two units each."""
    return {key: list(_chosen(key, rows)) for key, rows in chosen.tables.items()}


def _chosen(key: str, rows: list[Row] | tuple[Row, ...]) -> Iterator[Row]:
    number = 0
    for row in rows:
        if _wanted(key, row.cells):
            number += 1
            yield Row(number, {key: cell for key, cell in row.cells.items() if key != "parent"})
    if key == "unit_types":
        commune = next(row.cells for row in rows if row.cells["code"] == "commune")
        yield Row(number + 1, {**commune, "code": "ward", "name": "UBND phường"})


def _wanted(key: str, cells: Mapping[str, Cell]) -> bool:
    if key == "authorities":
        return cells["code"] in (CITY, DISTRICT)
    if key == "agencies":
        return cells["authority"] in (CITY, DISTRICT)
    if key == "units":
        return cells["code"] in UNITS
    if key == "blocks":
        return cells["code"] in ("xa-tp-vinh-long", "xa-long-ho")
    return True
