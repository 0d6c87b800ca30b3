"""Makes a campaign folder completely or not at all.

The campaign is made in a temporary folder on the same disk and then moved into place. A folder that does
not exist yet is put there by one rename. An empty folder that exists (it may be a mount point, or
somebody's working folder) is filled entry by entry, the control workbook last. What a killed run leaves
behind is recognised by its name and removed by the next run.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from cchc.campaign.folder import CONTROL_WORKBOOK, CampaignFolder
from cchc.errors import CannotWrite, CchcError
from cchc.language import Words
from cchc.reasons import reason_of

UNFINISHED = ".cchc-dang-tao-"
"""Names of temporary folders in which campaigns are made begin with this."""

_CAMPAIGN, _LOCK, _MOVED = "dot", "dang-tao.lock", "danh-sach.txt"
_TRIES, _PAUSE = 10, 0.2
_EXISTS = Words(
    "{folder} đã có một đợt (hoặc không rỗng); chọn thư mục khác.",
    "{folder} already holds a campaign (or is not empty); choose another folder.",
)
_NO_FOLDER = Words(
    "{folder} là một tệp, không phải thư mục; chọn tên khác.",
    "{folder} is a file, not a folder; choose another name.",
)
_CANNOT = Words(
    "Không tạo được {folder}: {reason}. Chưa tạo gì. Kiểm tra quyền ghi và dung lượng đĩa rồi chạy lại.",
    "Cannot make {folder}: {reason}. Nothing was made. Look at access rights and space on the disk, then run again.",
)


@contextmanager
def made_whole(root: Path) -> Iterator[Path]:
    """Yields a folder to make a campaign in, and moves it to `root` if no error occurs. Otherwise `root`
    stays as it was before.

    Raises CchcError where `root` is in use, CannotWrite where the disk cannot be written.
    """
    root = root.absolute()
    clear_unfinished(root)
    try:
        if root.exists() and not root.is_dir():
            raise CchcError(_NO_FOLDER, folder=root)
        if root.exists() and any(root.iterdir()):
            raise CchcError(_EXISTS, folder=root)
        with _room(root) as room:
            (room / _CAMPAIGN).mkdir()
            yield room / _CAMPAIGN
            _put_in_place(room, root)
    except CannotWrite as error:
        cause = error.__cause__
        reason = reason_of(cause) if isinstance(cause, OSError) else cause
        raise CannotWrite(_CANNOT, folder=root, reason=reason) from error
    except OSError as error:
        raise CannotWrite(_CANNOT, folder=root, reason=reason_of(error)) from error


def clear_unfinished(root: Path) -> None:
    """Remove what killed runs left behind while they made `root`. Folders of runs still at work stay, and
    so does what cannot be removed.
    """
    root = root.absolute()
    for place, name in ((root.parent, _name(root)), (root, UNFINISHED)):
        with contextlib.suppress(OSError):  # no such folder, or one that cannot be listed
            for room in [each for each in place.iterdir() if each.name.startswith(name)]:
                _clear(room, root)


def _name(root: Path) -> str:
    return f"{UNFINISHED}{root.name}-"


def _clear(room: Path, root: Path) -> None:
    lock = FileLock(room / _LOCK, timeout=0)
    try:
        with lock:
            _take_back(room, root)
    except Timeout:
        return
    shutil.rmtree(room)


@contextmanager
def _room(root: Path) -> Iterator[Path]:
    """A locked temporary folder on the disk of `root`: inside `root` where that exists, else beside it.
    Missing parent folders are made, and removed with the temporary folder if the campaign fails.
    """
    missing = [each for each in (root, *root.parents) if not each.exists()]
    token = f"{os.getpid()}-{secrets.token_hex(4)}"
    room = root.parent / f"{_name(root)}{token}" if missing else root / f"{UNFINISHED}{token}"
    try:
        room.parent.mkdir(parents=True, exist_ok=True)
        room.mkdir()
        with FileLock(room / _LOCK, timeout=0):
            try:
                yield room
            except BaseException:
                _take_back(room, root)
                raise
    finally:
        shutil.rmtree(room, ignore_errors=True)
        for folder in missing:
            with contextlib.suppress(OSError):  # not empty: it contains the new campaign
                folder.rmdir()


def _put_in_place(room: Path, root: Path) -> None:
    made = room / _CAMPAIGN
    if not root.exists():
        _moved(made, root)
        return
    if any(entry != room for entry in root.iterdir()):  # another process was faster
        raise CchcError(_EXISTS, folder=root)
    inside = sorted(path.relative_to(made).as_posix() for path in made.rglob("*"))
    (room / _MOVED).write_text("\n".join(inside), encoding="utf-8")
    for entry in sorted(made.iterdir(), key=lambda each: each.name == CONTROL_WORKBOOK):
        _moved(entry, root / entry.name)


def _take_back(room: Path, root: Path) -> None:
    """Remove the moved part of a campaign, unless all of it was moved. Only files and folders that were
    made here are removed.
    """
    listed = room / _MOVED
    if not listed.exists() or CampaignFolder(root).control_workbook.exists():  # it is moved last
        return
    unmoved = {path.name for path in (room / _CAMPAIGN).iterdir()}
    for name in reversed(listed.read_text(encoding="utf-8").splitlines()):
        if name.partition("/")[0] in unmoved:
            continue
        with contextlib.suppress(OSError):
            path = root / name
            path.rmdir() if path.is_dir() else path.unlink()


def _moved(source: Path, target: Path) -> None:
    """Rename, with retries: on Windows a virus scanner may briefly hold a file that was just written."""
    for left in reversed(range(_TRIES)):
        try:
            source.rename(target)
            return
        except PermissionError:
            if os.name == "posix" or not left:
                raise
            time.sleep(_PAUSE)
