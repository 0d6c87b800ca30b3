"""What a campaign is, once its control workbook has been read and found sound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from cchc.core.ranking import ClassBand, RankingSettings


@dataclass(frozen=True)
class Authority:
    """Who appraises and ranks a group of units. `superior` stands above its name on documents."""

    code: str
    name: str
    superior: str
    office: str
    place: str


@dataclass(frozen=True)
class UnitType:
    """A kind of unit: which criteria set scores it, and until when its return is due."""

    code: str
    name: str
    criteria_set: str
    due: date


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
    """A line of the return register: when a unit's return came, and by which letter."""

    unit_code: str
    received: date
    letter: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Campaign:
    """A sound campaign. `survey_held` False takes survey leaves out for good (rescaled to 100)
    instead of making every figure provisional until survey points come in.
    """

    id: str
    title: str
    year: int
    survey_held: bool
    ranking: RankingSettings
    authorities: tuple[Authority, ...]
    unit_types: tuple[UnitType, ...]
    blocks: tuple[Block, ...]
    classes: tuple[ClassBand, ...]
    units: tuple[Unit, ...]
    register: tuple[Registered, ...]

    @cached_property
    def unit_by_code(self) -> Mapping[str, Unit]:
        return {unit.code: unit for unit in self.units}

    @cached_property
    def authority_by_code(self) -> Mapping[str, Authority]:
        return {authority.code: authority for authority in self.authorities}

    @cached_property
    def type_by_code(self) -> Mapping[str, UnitType]:
        return {unit_type.code: unit_type for unit_type in self.unit_types}

    @cached_property
    def registered(self) -> Mapping[str, Registered]:
        """The first entry of each unit in the return register."""
        entries: dict[str, Registered] = {}
        for entry in sorted(self.register, key=lambda each: each.received):
            entries.setdefault(entry.unit_code, entry)
        return entries
