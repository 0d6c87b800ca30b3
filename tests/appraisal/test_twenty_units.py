"""Twenty communes through three rounds of appraisal, the board and all surveys, against an independent script.

Among them: a leaf that the unit says did not arise and the appraiser refuses, a special unit, a tie, last year's
survey standing in, bonus and penalty sections, rows the board has left open.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from cchc.campaign.reading import Row
from cchc.core.numbers import machine_text
from cchc.criteria.sources import DEPARTMENT_REMARKS, SIPAS
from cchc.results.model import NOT_APPRAISED
from cchc.survey.scope import scopes
from generator.render import Typed
from macros_py.steps.generate import issue_forms
from macros_py.steps.init import make_campaign
from macros_py.steps.survey import import_surveys
from tests.appraisal import by_script as script
from tests.appraisal.rounds import DAY, Appraising, claimed
from tests.support.issued import survey_template
from tests.support.rounds import KEY, read_csv
from tests.support.sections import add_sections
from workbook_templates.library import preset

LABELS = {"unit": "Theo đơn vị", "appraisal": "Theo thẩm định"}


class Twenty:
    """The campaign and the script's own view of it."""

    def __init__(self, root: Path) -> None:
        self.round = _started(root)
        (folder,) = self.round.opened.folder.criteria.iterdir()
        self.leaves = script.leaves(folder)
        self.agency = {leaf.code: leaf.agency for leaf in self.leaves}
        self.drawn = script.units(self.leaves)
        self.codes = self.round.units

    def run(self) -> None:
        """Everything typed, as drawn."""
        claimed(self.round, {self.codes[unit.place]: _entered(unit) for unit in self.drawn})
        self.round.issue("first")
        agencies = sorted({form.party.who for form in self.round.appraisal.forms})
        for agency in agencies:
            self.round.answer("first", agency, self._first(agency))
        self.round.issue("explanation")
        for form in self.round.appraisal.forms:
            if form.round == "explanation":
                unit = self.drawn[self.codes.index(form.party.who)]
                said: dict[str, Typed] = {f"1.1.1@{form.party.who}:explained": "Đề nghị giữ điểm"}
                self.round.answer("explanation", form.party.who, said if unit.contests else None)
        self.round.issue("second")
        self.round.answer("second", self.agency["1.1.1"], self._second())
        self.round.issue("board")
        self.round.answer("board", "", self._board())
        self.round.merge()
        self._surveys()
        self.round.consolidate(DAY)

    def _first(self, agency: str) -> dict[str, Typed]:
        values: dict[str, Typed] = {}
        for unit in self.drawn:
            claim = script.claims(unit, self.leaves)
            for code, found in unit.first.items():
                if self.agency[code] == agency and found != claim[code] and found is not None:
                    key = f"{code}@{self.codes[unit.place]}"
                    values |= {f"{key}:score": found, f"{key}:remark": f"Thẩm định {code}"}
        return values

    def _second(self) -> dict[str, Typed]:
        values: dict[str, Typed] = {}
        for row in self.round.out("second", self.agency["1.1.1"]).rows:
            unit = self.drawn[self.codes.index(row.unit)]
            assert row.code == "1.1.1" and unit.second is not None
            values |= {f"1.1.1@{row.unit}:score": unit.second, f"1.1.1@{row.unit}:remark": "Xem lại"}
        return values

    def _board(self) -> dict[str, Typed]:
        values: dict[str, Typed] = {}
        for row in self.round.out("board", "").rows:
            unit, key = self.drawn[self.codes.index(row.unit)], f"{row.code}@{row.unit}"
            choice = unit.board[row.code]
            if unit.place in script.UNDECIDED:
                values[f"{key}:agree"] = ""
            elif choice == "typed":
                values |= {f"{key}:score": script.TYPED[row.code], f"{key}:remark": "Hội đồng quyết định"}
            else:
                follows = "appraisal" if row.code == "1.1.2" and unit.blank else choice
                values[f"{key}:agree"] = LABELS[follows]
        return values

    def _surveys(self) -> None:
        opened, campaign = self.round.opened, self.round.opened.campaign
        for source in (DEPARTMENT_REMARKS, SIPAS):
            for year in (2022, 2023):
                files = []
                for scope in scopes(campaign, opened.criteria, source, year):
                    values: dict[str, Typed] = {}
                    for unit in self.drawn:
                        if (unit.place == script.STANDS_IN) == (year == 2022):
                            for scored in scope.leaves(campaign, opened.criteria, "commune"):
                                values[f"{self.codes[unit.place]}:{scored.code}"] = unit.figures[
                                    scored.code
                                ]
                    files.append(opened.folder.root / f"{source}-{scope.agency}-{year}.xlsx")
                    files[-1].write_bytes(
                        survey_template(campaign, opened.criteria, scope, opened.sealer, values)
                    )
                import_surveys(opened.folder.root, files, source, year, DAY)


def _started(root: Path) -> Appraising:
    chosen = preset("hon-quan-2023")
    rows = list(chosen.tables["units"])
    for number in range(len(rows), 20):
        cells = {**rows[0].cells, "code": f"9{number:04d}", "name": f"UBND xã Mẫu {number}"}
        rows.append(Row(number + 1, cells))
    rows[script.SPECIAL] = Row(rows[script.SPECIAL].number, {**rows[script.SPECIAL].cells, "special": "x"})
    settings = Row(1, {**chosen.tables["campaign"][0].cells, "stand_in": "all"})
    tables = {**chosen.tables, "units": rows, "campaign": [settings]}
    add_sections(make_campaign(root, chosen, tables, key=KEY))
    issue_forms(root)
    return Appraising(root)


def _entered(unit: script.Unit) -> dict[str, Typed | None]:
    yes = {True: "Có", False: "Không"}
    entered: dict[str, Typed | None] = {
        "2.1.1:done": Fraction(unit.late),
        "1.3.2:done": Fraction(unit.done_132),
        "1.3.2:total": Fraction(7),
        "9.1:done": Fraction(unit.ideas),
        "9.2:choice": yes[unit.praised],
        "10.1:done": Fraction(unit.punished),
        "10.2:choice": yes[unit.blamed],
    }
    if unit.absent:
        entered |= {"1.4.2:choice": "Không phát sinh", "1.4.2:done": None, "1.4.2:total": None}
    if unit.blank:
        entered |= {"1.1.2:done": None, "1.1.2:total": None}
    return entered


@pytest.fixture(scope="module")
def twenty(tmp_path_factory: pytest.TempPathFactory) -> Twenty:
    made = Twenty(tmp_path_factory.mktemp("hai-muoi") / "dot")
    made.run()
    return made


def test_the_draw_holds_what_it_should(twenty: Twenty) -> None:
    """A refused leaf, a contested cut, a cap reached on either side, a tie, an undecided row that matters."""
    drawn, worked = twenty.drawn, script.results(twenty.drawn, twenty.leaves)
    assert any(unit.absent and unit.first["1.4.2"] is not None for unit in drawn)
    assert any(unit.absent and unit.first["1.4.2"] is None for unit in drawn)
    assert any(unit.contests for unit in drawn)
    assert any(unit.ideas >= 2 and unit.praised for unit in drawn)
    assert any(unit.punished == 5 and unit.blamed for unit in drawn)
    assert worked[0].rank == worked[1].rank
    assert worked[script.SPECIAL].rank is None
    assert {worked[place].possible for place in range(20)} == {99, 100}


def test_every_figure_and_rank_equals_the_script(twenty: Twenty) -> None:
    folder = twenty.round.opened.folder.results
    ranking = {row["unit_code"]: row for row in read_csv(folder / "xep-hang.csv")}
    scores = {(row["unit_code"], row["criterion_code"]): row for row in read_csv(folder / "diem.csv")}
    compared = 0
    for code, result in zip(twenty.codes, script.results(twenty.drawn, twenty.leaves), strict=True):
        row = ranking[code]
        assert row["achieved_points"] == machine_text(result.points), code
        assert row["max_points"] == machine_text(result.possible), code
        assert row["index"] == machine_text(result.index), code
        assert row["rank"] == ("" if result.rank is None else str(result.rank)), code
        for leaf, final in result.final.items():
            assert scores[code, leaf]["final_score"] == machine_text(final), (code, leaf)
            compared += 1
        for leaf, points in result.survey.items():
            assert scores[code, leaf]["survey_score"] == machine_text(points), (code, leaf)
            compared += 1
    assert compared == 20 * len(twenty.leaves)


def test_who_is_still_provisional(twenty: Twenty) -> None:
    """Only those whose rows the board has left open, and they have some."""
    results = twenty.round.consolidate(DAY).results
    for place, result in enumerate(results.units):
        left = place in script.UNDECIDED and any(
            script.differs(twenty.drawn[place], code, claim)
            for code, claim in script.claims(twenty.drawn[place], twenty.leaves).items()
            if code in twenty.drawn[place].first
        )
        assert (NOT_APPRAISED in results.provisional_of([result])) == left, place
    assert results.units[script.STANDS_IN].stand_ins(2023) == {DEPARTMENT_REMARKS: 2022, SIPAS: 2022}
