"""Removes an earlier demo from the same folder, unless a person worked in it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from cchc.campaign.folder import CampaignFolder
from cchc.campaign.making import clear_unfinished
from cchc.errors import CchcError
from cchc.files import is_there, read_record, require_folder, take_away, telling, write_atomically
from cchc.language import Words
from cchc.written import sha256_of

MARKER = "day-la-ban-chay-thu.txt"
MARKER_TEXT = (
    "Thư mục này do “cchc demo” tạo ra với số liệu giả định; chạy lại sẽ xóa và tạo mới, trừ khi có tệp đã bị sửa.\n"
    "This folder was made by “cchc demo” with invented figures; running it again replaces it, unless a file was "
    "changed.\n"
)
_LISTED = "chay-thu.json"
_NAMED = 5

_NOT_A_DEMO = Words(
    "{folder} không rỗng và không phải bản chạy thử trước đó; chọn thư mục khác.",
    "{folder} is neither empty nor an earlier demo; choose another folder.",
)
_WORKED_IN = Words(
    "{folder} có tệp do người dùng tạo hoặc sửa: {names}. Chuyển các tệp đó đi, hoặc chọn thư mục khác.",
    "In {folder} somebody made or changed files: {names}. Move them away, or choose another folder.",
)


def mark_done(root: Path) -> None:
    """Write the list of all files of the demo with their SHA-256."""
    files = {path.relative_to(root).as_posix(): sha256_of(path) for path in _files(root)}
    text = json.dumps(files, ensure_ascii=False, indent=0, sort_keys=True)
    write_atomically(CampaignFolder(root).private / _LISTED, text.encode())


def make_room(root: Path) -> None:
    """Delete an earlier finished demo; move one that was stopped to another folder. Raises CchcError where the
    folder has other contents, or files that somebody made or changed since; nothing is changed then.
    """
    clear_unfinished(root)
    if not is_there(root):
        return
    require_folder(root)
    if not any(root.iterdir()):
        return
    if not is_there(root / MARKER):
        raise CchcError(_NOT_A_DEMO, folder=root)
    listed = CampaignFolder(root).private / _LISTED
    if not is_there(listed):
        _set_aside(root)
        return
    strange = _changed(root, read_record(listed))
    if strange:
        names = ", ".join(strange[:_NAMED]) + (" …" if len(strange) > _NAMED else "")
        raise CchcError(_WORKED_IN, folder=root, names=names)
    with telling(root):
        for path in list(root.iterdir()):  # the folder itself stays: it may be somebody's working folder
            take_away(path)


def _set_aside(root: Path) -> None:
    """Move a demo that was stopped to a folder beside it: without a list, a person's files cannot be told apart."""
    place, number = root.resolve(), 1
    while is_there(aside := place.with_name(f"{place.name}-do-dang-{number}")):
        number += 1
    with telling(aside):
        aside.mkdir()
        for path in list(place.iterdir()):
            os.replace(path, aside / path.name)


def _changed(root: Path, listed: dict[str, str]) -> list[str]:
    """The files that differ from what the demo, or a later run of the program, wrote."""
    written = CampaignFolder(root).written()
    return [
        path.relative_to(root).as_posix()
        for path in _files(root)
        if listed.get(path.relative_to(root).as_posix()) != sha256_of(path) and not written.is_ours(path)
    ]


def _files(root: Path) -> Iterator[Path]:
    """Every file outside the private folder .cchc, in which people do not work."""
    private = CampaignFolder(root).private
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_relative_to(private):
            yield path
