"""A campaign, after its control workbook has been read and found free of errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from unicodedata import normalize

from cchc.campaign.calendar import Calendar
from cchc.clock import DEFAULT_ZONE, today_in
from cchc.core.ranking import ClassBand, RankingSettings
from cchc.criteria.sources import STAND_INS

_GOVERNMENT = "chính phủ"


@dataclass(frozen=True)
class Authority:
    """The authority that appraises and ranks a group of units. `superior` is printed above its name on
    documents, "" for none.
    """

    code: str
    name: str
    superior: str
    office: str
    place: str

    @property
    def superior_printed(self) -> str:
        """The superior as documents print it. The Government is not printed: a provincial people's
        committee has no line above it (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I, II.2), whatever the
        control workbook says.
        """
        named = normalize("NFC", self.superior).casefold()
        return "" if named == _GOVERNMENT else self.superior


@dataclass(frozen=True)
class UnitType:
    """A type of unit: its criteria set and the due day of its returns. `row` is its row in the table."""

    code: str
    name: str
    criteria_set: str
    due: date
    row: int = 0


@dataclass(frozen=True)
class Agency:
    """An agency and what it appraises for an authority. `code` is the code by which criteria sets name it.
    `criteria` lists domains or criteria ("1", "3.2"); empty means the leaves for which the criteria set
    names this code. `unit_type` "" means every type. `row` is its row in the table.
    """

    authority: str
    code: str
    name: str
    unit_type: str = ""
    criteria: tuple[str, ...] = ()
    contact: str = ""
    row: int = 0


@dataclass(frozen=True)
class Block:
    """Units ranked against one another (khối)."""

    code: str
    name: str


@dataclass(frozen=True)
class Unit:
    """One unit that scores itself. `special` units are scored but not ranked (đơn vị đặc thù)."""

    code: str
    name: str
    unit_type: str
    authority: str
    block: str
    parent: str = ""
    special: bool = False
    contact: str = ""


@dataclass(frozen=True)
class Registered:
    """A line of the return register: when a unit's return was received, and with which letter."""

    unit_code: str
    received: date
    letter: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Campaign:
    """A valid campaign.

    `survey_held` False removes survey leaves altogether (rescaled to 100); True makes every figure
    provisional until survey points are imported. `survey_in_denominator` keeps their max points in the
    denominator although no survey is held. For the sources in `stand_in`, last year's survey result is used
    where this year's is missing.

    `appraisal_days` are the working days from a complete return to its first appraisal; `finish` is the day
    before which everything must be done. `panel` says whether unit forms have a sheet on which add-ins
    compute the figures again. Days are those of `timezone` (an IANA name). `elsewhere` are the units of
    other authorities where this is the view of one authority.
    """

    id: str
    title: str
    year: int
    survey_held: bool
    ranking: RankingSettings
    appraisal_days: int
    finish: date
    authorities: tuple[Authority, ...]
    unit_types: tuple[UnitType, ...]
    agencies: tuple[Agency, ...]
    blocks: tuple[Block, ...]
    classes: tuple[ClassBand, ...]
    units: tuple[Unit, ...]
    register: tuple[Registered, ...]
    calendar: Calendar = field(default_factory=Calendar)
    survey_in_denominator: bool = False
    stand_in: frozenset[str] = STAND_INS
    panel: bool = True
    timezone: str = DEFAULT_ZONE
    elsewhere: tuple[Unit, ...] = ()

    @cached_property
    def unit_by_code(self) -> Mapping[str, Unit]:
        return {unit.code: unit for unit in self.units}

    @cached_property
    def every_unit(self) -> Mapping[str, Unit]:
        """All units of the control workbook by code, including those of other authorities."""
        return {unit.code: unit for unit in (*self.elsewhere, *self.units)}

    @cached_property
    def authority_by_code(self) -> Mapping[str, Authority]:
        return {authority.code: authority for authority in self.authorities}

    @cached_property
    def type_by_code(self) -> Mapping[str, UnitType]:
        return {unit_type.code: unit_type for unit_type in self.unit_types}

    def today(self) -> date:
        """Today's date in the campaign's time zone."""
        return today_in(self.timezone)

    def due(self, unit: Unit) -> date:
        """The last day on which a unit's return is in time."""
        return self.type_by_code[unit.unit_type].due

    def of_authority(self, code: str) -> Campaign:
        """The campaign in the view of one authority: `units` holds only its own, the others are in
        `elsewhere`.
        """
        own = tuple(unit for unit in self.units if unit.authority == code)
        others = tuple(unit for unit in self.units if unit.authority != code)
        return replace(self, units=own, elsewhere=(*self.elsewhere, *others))

    @cached_property
    def registered(self) -> Mapping[str, Registered]:
        """The earliest entry of each unit in the return register."""
        entries: dict[str, Registered] = {}
        for entry in sorted(self.register, key=lambda each: each.received):
            entries.setdefault(entry.unit_code, entry)
        return entries
