"""The content of the ranking workbook: the results and the other data it shows."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cchc.campaign.model import Campaign
from cchc.core.numbers import plain
from cchc.core.ranking import DISPLAYED
from cchc.criteria.model import CriteriaSet
from cchc.criteria.sources import BY_KEY, OWN_SOURCES
from cchc.findings.finding import Finding
from cchc.language import Words
from cchc.results.model import Results, UnitResult
from cchc.returns.receipt import Receipt
from workbook_templates.ranking import texts

_LINE_LENGTH = 120


@dataclass(frozen=True)
class Origin:
    """One line of the provenance sheet; `sha256` is empty where the line is neither a file nor a criteria set."""

    group: str
    what: str
    value: str
    sha256: str = ""


@dataclass(frozen=True)
class SetGroup:
    """The units scored by one criteria set, block by block in the order of the ranking. `suffix` distinguishes its
    sheets from those of other sets.
    """

    criteria: CriteriaSet
    units: tuple[UnitResult, ...]
    suffix: str


@dataclass(frozen=True)
class RankingContent:
    """Everything the workbook shows."""

    results: Results
    board: Sequence[Receipt[object]]
    findings: Sequence[Finding]
    made_from: Sequence[Origin]

    @property
    def campaign(self) -> Campaign:
        return self.results.campaign

    @property
    def provisional(self) -> str:
        """The reasons why any unit's figures are provisional; "" if nothing is outstanding."""
        return self.provisional_of(self.results.units)

    def provisional_of(self, units: Sequence[UnitResult]) -> str:
        """The reasons why the figures of these units are provisional; "" if nothing is outstanding."""
        return "; ".join(words.written() for words in self.results.provisional_of(units))

    def stand_ins(self, units: Sequence[UnitResult]) -> tuple[str, ...]:
        """A sentence for each survey of an earlier year that is used for some of these units."""
        return stand_in_texts(self.results, units)

    @cached_property
    def by_block(self) -> dict[str, tuple[UnitResult, ...]]:
        """The units of every block that has units, by the block's code, in the order of the ranking."""
        units = {block.code: self.results.block(block.code) for block in self.campaign.blocks}
        return {code: members for code, members in units.items() if members}

    @property
    def with_survey(self) -> bool:
        """Whether results include survey points, so that claims and results cover different leaves."""
        return bool(self.results.sources - OWN_SOURCES)

    @cached_property
    def sets(self) -> tuple[SetGroup, ...]:
        """Every criteria set in use."""
        groups: dict[str, list[UnitResult]] = {}
        for members in self.by_block.values():
            for result in members:
                groups.setdefault(result.criteria.fingerprint, []).append(result)
        several = len(self.campaign.unit_types) > 1
        made: list[SetGroup] = []
        for units in groups.values():
            appendix = units[0].criteria.header.appendix
            made.append(SetGroup(units[0].criteria, tuple(units), f" {appendix}" if several else ""))
        return tuple(made)


def rank_shown(result: UnitResult) -> int | str:
    """A unit's rank as displayed: a number, or a text if the unit is unranked."""
    return result.rank if result.rank is not None else texts.UNRANKED


def title_lines(title: str) -> list[tuple[str, str]]:
    """A campaign's title as notes no wider than a table, because text outside the print area is not printed."""
    return [(line, "report_note") for line in textwrap.wrap(title, _LINE_LENGTH)]


def stand_in_texts(results: Results, units: Sequence[UnitResult]) -> tuple[str, ...]:
    """A sentence for each survey of an earlier year that is used for some of `units`."""
    due = results.campaign.year
    return tuple(
        texts.STANDS_IN.written(source=BY_KEY[source].name.written(), year=year, units=units_with, due=due)
        for (source, year), units_with in sorted(results.stand_ins(units).items())
    )


def status_text(status: Sequence[str]) -> str:
    """A unit's status as displayed."""
    return ", ".join(texts.STATUSES[each].written() for each in status)


def counted(names: Mapping[str, Words], counts: Mapping[str, int]) -> str:
    """The counts with their names: "nhận: 11; nhận, có lưu ý: 2"."""
    each = (
        texts.COUNTED.written(what=words.written().lower(), count=counts[key])
        for key, words in names.items()
    )
    return "; ".join(each)


def rules_text(campaign: Campaign) -> str:
    """How units were compared, numbered and classed, as printed on every result."""
    settings = campaign.ranking
    words = texts.BASIS_DISPLAYED if settings.compare_on == DISPLAYED else texts.BASIS_EXACT
    ordered = sorted(campaign.classes, key=lambda each: each.lowest, reverse=True)
    classes = ", ".join(
        texts.CLASS_FROM.written(name=each.name, lowest=plain(each.lowest)) for each in ordered
    )
    return texts.RULES.written(
        basis=words.written(decimals=settings.decimals),
        numbering=settings.numbering,
        classes=classes or texts.NO_CLASSES.written(),
    )
