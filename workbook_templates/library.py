"""The criteria sets and presets that are delivered with the program."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cchc.campaign.reading import Row
from cchc.campaign.tables import TABLES
from cchc.criteria.declaration import HEADER_FILE, load_criteria_set
from cchc.criteria.model import CriteriaSet
from cchc.errors import CchcError
from cchc.language import Words

_HERE = Path(__file__).parent
CRITERIA_SETS = _HERE / "criteria_sets"
PRESETS = _HERE / "presets"

_NO_PRESET = Words(
    "Không có mẫu đợt “{name}”. Các mẫu: {known}.", "There is no preset “{name}”. Presets: {known}."
)
_NO_SET = Words(
    "Không có bộ tiêu chí “{name}”. Các bộ tiêu chí kèm theo: {known}.",
    "There is no criteria set “{name}”. Sets that come along: {known}.",
)


@dataclass(frozen=True)
class Preset:
    """A prepared campaign: its tables as rows, and the criteria sets it uses."""

    name: str

    @cached_property
    def tables(self) -> dict[str, list[Row]]:
        """The rows of every table, from `campaign.toml` and `units.csv`."""
        folder = PRESETS / self.name
        content = tomllib.loads((folder / "campaign.toml").read_text(encoding="utf-8"))
        with (folder / "units.csv").open(encoding="utf-8", newline="") as stream:
            content["units"] = list(csv.DictReader(stream))
        content["campaign"] = [content["campaign"]]
        return {
            table.key: [Row(number, cells) for number, cells in enumerate(content.get(table.key, []), 1)]
            for table in TABLES
        }

    @property
    def criteria_sets(self) -> tuple[str, ...]:
        """The ids of the sets its unit types use."""
        names = (str(row.cells["criteria_set"]) for row in self.tables["unit_types"])
        return tuple(dict.fromkeys(names))


def preset(name: str) -> Preset:
    """A preset by name. Raises CchcError where there is none."""
    known = sorted(folder.name for folder in PRESETS.iterdir() if folder.is_dir())
    if name not in known:
        raise CchcError(_NO_PRESET, name=name, known=", ".join(known))
    return Preset(name)


def set_folders() -> Iterator[tuple[str, Path]]:
    """The id and folder of every delivered criteria set."""
    for header in sorted(CRITERIA_SETS.glob(f"*/*/{HEADER_FILE}")):
        yield (str(tomllib.loads(header.read_text(encoding="utf-8"))["id"]), header.parent)


def set_folder(name: str) -> Path:
    """The folder of a delivered set by id. Raises CchcError where there is none."""
    folders = dict(set_folders())
    if name not in folders:
        raise CchcError(_NO_SET, name=name, known=", ".join(folders))
    return folders[name]


def criteria_set(name: str) -> CriteriaSet:
    """A delivered set, loaded and checked."""
    return load_criteria_set(set_folder(name))
