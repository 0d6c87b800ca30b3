"""Only one run at a time works on a campaign. A second run is refused, with user, computer and start time of the
first.
"""

from __future__ import annotations

import contextlib
import json
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from cchc.campaign.folder import CampaignFolder
from cchc.clock import moment
from cchc.errors import CannotWrite, CchcError
from cchc.files import write_atomically
from cchc.language import Words
from cchc.reasons import reason_of
from cchc.user import user

_LOCK = "dang-chay.lock"
_RUNNER = "dang-chay.json"

_BUSY = Words(
    "Đợt này đang có người khác chạy “cchc {verb}”: {who}, máy {machine}, từ {since}. Đợi xong rồi chạy lại.",
    "Somebody else is running “cchc {verb}” on this campaign: {who}, on {machine}, since {since}. Run again later.",
)
_CANNOT_LOCK = Words(
    "Không ghi được vào {folder}: {reason}. Kiểm tra quyền ghi và dung lượng đĩa.",
    "Cannot write into {folder}: {reason}. Look at access rights and space on the disk.",
)


class Busy(CchcError):
    """Another run is at work on the campaign."""


@contextmanager
def running(folder: CampaignFolder, verb: str) -> Iterator[None]:
    """Be the one run at work on a campaign. A run that dies leaves no lock behind: the system drops it.

    Raises Busy, or CannotWrite where the folder takes no file.
    """
    runner = folder.private / _RUNNER
    try:
        folder.private.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder.private / _LOCK, timeout=0)
        lock.acquire()
    except Timeout as error:
        raise Busy(_BUSY, **_who_runs(runner)) from error
    except OSError as error:
        raise CannotWrite(_CANNOT_LOCK, folder=folder.private, reason=reason_of(error)) from error
    try:
        me = {"verb": verb, "who": user(), "machine": platform.node(), "since": moment()}
        write_atomically(runner, json.dumps(me, ensure_ascii=False).encode())
        yield
    finally:
        with contextlib.suppress(
            OSError
        ):  # what the run has written stands, and the lock goes with the process
            runner.unlink(missing_ok=True)
            lock.release()


def _who_runs(runner: Path) -> dict[str, str]:
    unknown = {"verb": "?", "who": "?", "machine": "?", "since": "?"}
    try:
        found = json.loads(runner.read_text(encoding="utf-8"))
    except (OSError, ValueError):  # just begun, or just over
        return unknown
    return {key: str(found.get(key, "?")) for key in unknown} if isinstance(found, dict) else unknown
