"""Makes a campaign folder from a preset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from cchc.campaign.folder import CampaignFolder
from cchc.campaign.making import made_whole
from cchc.campaign.reading import Row
from cchc.criteria.declaration import HEADER_FILE, LINES_FILE
from cchc.files import write_atomically
from macros_py.steps.starters import write_starters
from workbook_templates.library import Preset, preset, set_folder


def init_campaign(root: Path, preset_name: str) -> CampaignFolder:
    """Make a campaign folder with its control workbook, criteria sets and key, completely or not at all.

    Raises CchcError where the folder is in use or the preset unknown, CannotWrite where it cannot be written.
    """
    chosen = preset(preset_name)
    return make_campaign(root, chosen, chosen.tables)


def make_campaign(
    root: Path,
    chosen: Preset,
    tables: Mapping[str, Sequence[Row]],
    key: bytes | None = None,
    more: Mapping[str, bytes] | None = None,
) -> CampaignFolder:
    """Make a campaign folder with these tables. `key` is given only where files must be reproducible. `more` are
    further files by path, which are in the folder as soon as it exists.
    """
    from generator.control_workbook import control_workbook

    with made_whole(root) as place:
        folder = CampaignFolder(place)
        folder.make(key)
        for name in chosen.criteria_sets:
            source, target = set_folder(name), folder.criteria / name
            for file in (HEADER_FILE, LINES_FILE):
                write_atomically(target / file, (source / file).read_bytes())
        write_atomically(folder.control_workbook, control_workbook(tables))
        write_starters(place)
        for file, content in (more or {}).items():
            write_atomically(place / file, content)
    return CampaignFolder(root)
