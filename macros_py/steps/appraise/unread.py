"""Which answers lie in tham-dinh/nop-ve/ that no merge has read, and which of those that count are gone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from cchc.campaign.folder import CampaignFolder
from cchc.campaign.opened import OpenCampaign
from cchc.files import is_there, read_record, write_atomically
from cchc.findings.finding import Finding, finding
from cchc.language import Words, joined
from cchc.names import some_of
from consolidator.files import ReturnedFile, returned_files
from macros_py.steps.appraise.state import appraisal_of

_READ_FILE = "da-doc.json"
_NAMED = 5

_NEW = Words("tệp mới hoặc đã thay: {names}", "new or replaced files: {names}")
_GONE = Words("tệp đã ghi nhận nay không còn: {names}", "files that were taken in and are gone: {names}")


def note_read(folder: CampaignFolder, files: Iterable[ReturnedFile]) -> None:
    """Note which files a merge has read, by SHA-256. Raises CannotWrite."""
    text = json.dumps(_hashes(files), ensure_ascii=False, indent=0, sort_keys=True)
    write_atomically(folder.appraisal_record / _READ_FILE, text.encode())


def unread_answers(opened: OpenCampaign) -> list[Finding]:
    """A finding where answers wait to be merged, or answers that count are gone; none before the first form
    of the appraisal is out.

    Raises CchcError where tham-dinh/nop-ve/ is not there or cannot be listed.
    """
    appraisal = appraisal_of(opened)
    if not appraisal.forms:
        return []
    resting = {entry.slot for rest in appraisal.rests for entry in rest.opinions}
    counted = {entry.sha256: entry.file for slot, entry in appraisal.entries.items() if slot not in resting}
    known = {**counted, **_read(opened.folder)}
    there = _hashes(returned_files(opened.folder.appraisal_returned))
    new = sorted(name for sha256, name in there.items() if sha256 not in known)
    gone = sorted(name for sha256, name in counted.items() if sha256 not in there)
    told = [
        words.filled(names=some_of(names, _NAMED)) for words, names in ((_NEW, new), (_GONE, gone)) if names
    ]
    return [finding("APPRAISAL_UNREAD", joined("; ", told))] if told else []


def _read(folder: CampaignFolder) -> Mapping[str, str]:
    file = folder.appraisal_record / _READ_FILE
    return read_record(file) if is_there(file) else {}


def _hashes(files: Iterable[ReturnedFile]) -> dict[str, str]:
    """The name of every file by its SHA-256; what cannot be opened goes by its name."""
    named = {}
    for file in files:
        if not file.is_leftover:
            named[file.loaded().sha256 or file.name] = file.name
    return named
