"""Finds answers in tham-dinh/nop-ve/ that no merge has read, and files of counted answers that are gone."""

from __future__ import annotations

import json
from collections.abc import Mapping

from cchc.appraisal.state import Appraisal
from cchc.campaign.folder import CampaignFolder
from cchc.files import is_there, read_record, write_atomically
from cchc.findings.finding import Finding, finding
from cchc.language import Words, joined
from cchc.names import some_of

_READ_FILE = "da-doc.json"
_NAMED = 5

_NEW = Words("tệp mới hoặc đã thay: {names}", "new or replaced files: {names}")
_GONE = Words("tệp đã ghi nhận nay không còn: {names}", "files that were taken in and are gone: {names}")


def note_read(folder: CampaignFolder, files: Mapping[str, str]) -> None:
    """Record which files a merge has read: their names by SHA-256. Raises CannotWrite."""
    text = json.dumps(dict(files), ensure_ascii=False, indent=0, sort_keys=True)
    write_atomically(folder.appraisal_record / _READ_FILE, text.encode())


def unread_answers(appraisal: Appraisal, there: Mapping[str, str]) -> list[Finding]:
    """A finding where answers wait to be merged, or files of counted answers are gone. `there` are the
    names of the files in tham-dinh/nop-ve/, by SHA-256.
    """
    resting = {entry.slot for rest in appraisal.rests for entry in rest.opinions}
    counted = {entry.sha256: entry.file for slot, entry in appraisal.entries.items() if slot not in resting}
    known = {**counted, **_read(appraisal.opened.folder)}
    new = sorted(name for sha256, name in there.items() if sha256 not in known)
    gone = sorted(name for sha256, name in counted.items() if sha256 not in there)
    said = [
        words.filled(names=some_of(names, _NAMED)) for words, names in ((_NEW, new), (_GONE, gone)) if names
    ]
    return [finding("APPRAISAL_UNREAD", joined("; ", said))] if said else []


def _read(folder: CampaignFolder) -> Mapping[str, str]:
    file = folder.appraisal_record / _READ_FILE
    return read_record(file) if is_there(file) else {}
