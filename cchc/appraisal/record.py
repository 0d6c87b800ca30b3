"""The record of an appraisal: every form as it went out, the entries that count, and the history of
every figure ever merged. All under .cchc/tham-dinh/, written whole or not at all.

Fractions are kept as "5/7". The history is only ever added to, a line per change.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from cchc.appraisal.merging import Change
from cchc.appraisal.model import Entry, Explained, IssuedForm, Opinion, Party, Row, ShownClaim, Slot
from cchc.errors import CchcError
from cchc.files import BROKEN_RECORD, is_there, listed, read_record, slug, write_atomically

ENTRIES_FILE = "diem.json"
HISTORY_FILE = "lich-su.jsonl"


@dataclass(frozen=True)
class AppraisalRecord:
    """The record in a folder. Reading raises CchcError where a file is damaged."""

    folder: Path

    def read_forms(self) -> tuple[IssuedForm, ...]:
        """Every form that went out, in an order that does not depend on the file system."""
        files = listed(self.folder / "phat-hanh", "*.json")
        forms = [_form(read_record(file), file) for file in files]
        return tuple(sorted(forms, key=lambda each: (each.round, each.party, each.issue)))

    def write_form(self, form: IssuedForm) -> None:
        """Record a form before it goes out."""
        name = "-".join(slug(part) for part in (form.round, *form.party) if part)
        self._write(self.folder / "phat-hanh" / f"{name}-{form.issue}.json", _plain(form))

    def read_entries(self) -> dict[Slot, Entry]:
        """The entries that count since the last merge."""
        file = self.folder / ENTRIES_FILE
        if not is_there(file):
            return {}
        try:
            entries = [_entry(each) for each in read_record(file)["entries"]]
        except (KeyError, TypeError, ValueError) as error:
            raise CchcError(BROKEN_RECORD, file=file) from error
        return {entry.slot: entry for entry in entries}

    def write_entries(self, entries: Mapping[Slot, Entry]) -> None:
        """Replace the entries that count."""
        self._write(
            self.folder / ENTRIES_FILE, {"entries": [_plain(entries[slot]) for slot in sorted(entries)]}
        )

    def add_history(self, changes: Iterable[Change], today: date) -> None:
        """Add what a merge changed to the history: who, in which round, from which file."""
        lines = [_history_line(change, today) for change in changes]
        if lines:
            file = self.folder / HISTORY_FILE
            before = file.read_bytes() if is_there(file) else b""
            write_atomically(file, before + "".join(line + "\n" for line in lines).encode())

    def _write(self, file: Path, content: object) -> None:
        write_atomically(file, json.dumps(content, ensure_ascii=False, indent=1, default=str).encode())


def _plain(value: Any) -> Any:
    """Records as plain data. `asdict` copies every fraction, which takes longer than all the rest."""
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _history_line(change: Change, today: date) -> str:
    entry = change.now or change.before
    assert entry is not None
    event = "merged" if change.before is None else ("withdrawn" if change.now is None else "changed")
    line: dict[str, object] = {"day": today.isoformat(), "event": event, **entry.slot._asdict()}
    line |= {key: value for key, value in asdict(entry).items() if key != "slot"}
    if event == "changed" and change.before is not None:
        line["before"] = {
            key: value
            for key, value in asdict(change.before).items()
            if key not in ("slot", "sheet", "cell")
        }
    return json.dumps(line, ensure_ascii=False, default=str)


def _form(content: dict[str, Any], file: Path) -> IssuedForm:
    try:
        rows = tuple(_row(each) for each in content["rows"])
        return IssuedForm(**{**content, "party": Party(*content["party"]), "rows": rows})
    except (KeyError, TypeError, ValueError) as error:
        raise CchcError(BROKEN_RECORD, file=file) from error


def _row(content: dict[str, Any]) -> Row:
    claim = content["claim"]
    numbers = {name: _fraction(claim[name]) for name in ("done", "total", "score")}
    explained = content["explained"]
    return Row(
        unit=content["unit"],
        code=content["code"],
        claim=ShownClaim(**{**claim, **numbers}),
        first=tuple(map(_opinion, content["first"])),
        explained=Explained(**explained) if explained else None,
        second=tuple(map(_opinion, content["second"])),
    )


def _opinion(content: dict[str, Any]) -> Opinion:
    return Opinion(**{**content, "score": _fraction(content["score"])})


def _entry(content: dict[str, Any]) -> Entry:
    return Entry(**{**content, "slot": Slot(*content["slot"]), "score": _fraction(content["score"])})


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
