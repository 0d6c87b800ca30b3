"""Makes a campaign folder from a preset."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from cchc.campaign.folder import CampaignFolder
from cchc.campaign.reading import Row
from cchc.criteria.declaration import HEADER_FILE, LINES_FILE
from cchc.errors import CchcError
from cchc.files import is_there, write_atomically
from cchc.language import Words
from macros_py.steps.starters import write_starters
from workbook_templates.library import Preset, preset, set_folder

_EXISTS = Words(
    "{folder} đã có một đợt (hoặc không rỗng); chọn thư mục khác.",
    "{folder} already holds a campaign (or is not empty); choose another folder.",
)


def init_campaign(root: Path, preset_name: str) -> CampaignFolder:
    """Make a campaign folder with its control workbook, criteria sets and key.

    Raises CchcError where the folder is in use or the preset unknown.
    """
    chosen = preset(preset_name)
    return make_campaign(root, chosen, chosen.tables)


def make_campaign(
    root: Path, chosen: Preset, tables: Mapping[str, Sequence[Row]], key: bytes | None = None
) -> CampaignFolder:
    """Make a campaign folder with these tables; `key` only where files must be reproducible."""
    from generator.control_workbook import control_workbook

    if is_there(root) and any(root.iterdir()):
        raise CchcError(_EXISTS, folder=root)
    folder = CampaignFolder(root)
    with _whole_or_empty(root):
        folder.make(key)
        for name in chosen.criteria_sets:
            source, target = set_folder(name), folder.criteria / name
            for file in (HEADER_FILE, LINES_FILE):
                write_atomically(target / file, (source / file).read_bytes())
        write_atomically(folder.control_workbook, control_workbook(tables))
        write_starters(root)
    return folder


@contextmanager
def _whole_or_empty(root: Path) -> Iterator[None]:
    """Take away what was made in a folder that was empty or not there, when the rest cannot be made: the same
    command must work once there is space.
    """
    was_there = is_there(root)
    try:
        yield
    except BaseException:
        with suppress(OSError):
            for each in list(root.iterdir()):
                shutil.rmtree(each) if each.is_dir() else each.unlink()
            if not was_there:
                root.rmdir()
        raise
