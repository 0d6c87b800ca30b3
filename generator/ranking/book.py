"""The workbook while it is written: its sheets in the order of their tabs, and the places of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlsxwriter.workbook import Workbook

from cchc.campaign.model import Block
from cchc.language import Words
from cchc.results.model import UnitResult
from cchc.results.statistics import LineFigures, line_figures
from generator.native_sheet import NativeSheet
from generator.ranking.model import RankingContent, SetGroup
from generator.ranking.sheet import SHEET_NAME_LIMIT, ReportSheet, WrittenTable, sheet_name
from generator.toolbox import Formats
from workbook_templates.ranking import texts

Key = tuple[str, str]
"""The key of a sheet: its kind ("matrix") and its subject (a block's code, a set's fingerprint, or "")."""

_WITH_SURVEY_POINTS = frozenset({"ranking", "statistics", "charts", "weak", "components", "card", "matrix"})
"""The kinds of sheets whose figures include survey points."""


class Book:
    """The sheets of the workbook. They are made first, in the order of their tabs, and filled in any order, because
    formulas on the first sheets refer to the last. `tables` holds the tables written so far.
    """

    def __init__(self, workbook: Workbook, content: RankingContent) -> None:
        self.workbook = workbook
        self.content = content
        self.formats = Formats(workbook)
        self.tables: dict[Key, WrittenTable] = {}
        self.abouts: dict[Key, str] = {}
        self._sheets: dict[Key, NativeSheet] = {}
        self._lines: dict[str, tuple[LineFigures, ...]] = {}
        taken: set[str] = set()
        for key, name in _tabs(content):
            self._sheets[key] = workbook.add_worksheet(_unique(name, taken), NativeSheet)

    @property
    def blocks(self) -> list[Block]:
        """The blocks that have units."""
        return [block for block in self.content.campaign.blocks if block.code in self.content.by_block]

    @property
    def sheets(self) -> dict[Key, str]:
        """The name of every sheet, in the order of the tabs."""
        return {key: str(sheet.get_name()) for key, sheet in self._sheets.items()}

    def start(self, kind: str, of: str, title: Words, *notes: tuple[str, str]) -> ReportSheet:
        """A sheet with its title and notes (text, style). The first notes say why its figures are provisional, and
        which surveys of an earlier year they include.
        """
        campaign, units = self.content.campaign, self._units(kind, of)
        reasons = self.content.provisional_of(units)
        standing = texts.PROVISIONAL.written(reasons=reasons) if reasons else ""
        stand_ins = self.content.stand_ins(units) if kind in _WITH_SURVEY_POINTS else ()
        report = ReportSheet(
            self.workbook,
            self.formats,
            "",
            campaign.ranking.decimals,
            self._sheets[kind, of],
            footer=standing,
        )
        if kind != "contents":
            report.back_to = self.sheets["contents", ""]
        above = [(text, "report_provisional") for text in (standing, *stand_ins)]
        report.title(title.written(year=campaign.year), [*above, *notes])
        return report

    def _units(self, kind: str, of: str) -> Sequence[UnitResult]:
        """The units whose figures a sheet shows: those of its block, those of its criteria set, or all."""
        if kind == "ranking":
            return self.content.by_block[of]
        of_set = [group.units for group in self.content.sets if group.criteria.fingerprint == of]
        return of_set[0] if of_set else self.content.results.units

    def lines(self, group: SetGroup) -> tuple[LineFigures, ...]:
        """The figures of a set's units on every line of its tree, in the order of the tree."""
        key = group.criteria.fingerprint
        if key not in self._lines:
            self._lines[key] = line_figures(group.criteria, group.units)
        return self._lines[key]

    def keep(self, kind: str, of: str, written: WrittenTable) -> None:
        """Remember the place of a table."""
        self.tables[kind, of] = written


def _tabs(content: RankingContent) -> Iterator[tuple[Key, str]]:
    sets = content.sets
    yield ("contents", ""), texts.CONTENTS.written()
    blocks = content.campaign.blocks
    for number, block in enumerate(blocks, start=1):
        if block.code in content.by_block:
            name = texts.RANKING.written() if len(blocks) == 1 else f"{texts.RANKING.written()} {number}"
            yield ("ranking", block.code), name
    yield ("statistics", ""), texts.STATISTICS.written()
    yield ("charts", ""), texts.CHARTS.written()
    for group in sets:
        yield ("weak", group.criteria.fingerprint), texts.WEAK.written() + group.suffix
    yield ("gaps", ""), texts.GAPS.written()
    of_sets = (
        ("components", texts.COMPONENTS),
        ("card", texts.CARD),
        ("matrix", texts.MATRIX),
        ("claims", texts.CLAIMS),
    )
    for kind, words in of_sets:
        for group in sets:
            yield (kind, group.criteria.fingerprint), words.written() + group.suffix
    yield ("board", ""), texts.BOARD.written()
    yield ("findings", ""), texts.FINDINGS.written()
    yield ("made_from", ""), texts.MADE_FROM.written()


def _unique(name: str, taken: set[str]) -> str:
    """A name that no other sheet has; Excel ignores case in sheet names."""
    chosen, number = sheet_name(name), 1
    while chosen.casefold() in taken:
        number += 1
        ending = f" ({number})"
        chosen = sheet_name(name)[: SHEET_NAME_LIMIT - len(ending)] + ending
    taken.add(chosen.casefold())
    return chosen
