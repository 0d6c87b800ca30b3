"""The record of an appraisal: every issued form, the latest entry of every slot, and every change ever
merged. All are under .cchc/tham-dinh/; each file is written atomically.

Fractions are stored as "5/7". The file of changes only grows, by one line per change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from cchc.appraisal.merging import Change
from cchc.appraisal.model import Entry, Explained, IssuedForm, Opinion, Party, Row, ShownClaim, Slot
from cchc.errors import CchcError
from cchc.files import BROKEN_RECORD, is_there, listed, read_record, slug, write_atomically
from cchc.language import Words

ENTRIES_FILE = "diem.json"
CHANGES_FILE = "lich-su.jsonl"
FORMS_FOLDER = "phat-hanh"

_ENTRIES_GONE = Words(
    "Hồ sơ thẩm định thiếu tệp {file}, trong khi {changes} ghi đã nhận ý kiến. Khôi phục cả thư mục {folder} "
    "từ bản sao lưu.",
    "The record of the appraisal lacks {file}, though {changes} says that opinions were merged. Restore the whole "
    "folder {folder} from a backup.",
)
_FORM_GONE = Words(
    "Hồ sơ thẩm định thiếu bản ghi của một phiếu đã phát hành ({form}). Khôi phục cả thư mục {folder} từ bản sao lưu.",
    "The record of the appraisal lacks a form that went out ({form}). Restore the whole folder {folder} from a backup.",
)

OldSlot = tuple[str, str, str, str, int]
"""A slot as recorded before slots had an authority, with the issue that its entry answers."""


@dataclass(frozen=True)
class AppraisalRecord:
    """The record in a folder. Reading raises CchcError where it is damaged, unreadable or incomplete: a
    damaged record is never treated as an appraisal that has not begun.
    """

    folder: Path

    def read(self) -> tuple[tuple[IssuedForm, ...], dict[Slot, Entry]]:
        """Every issued form, and the latest entry of every slot."""
        forms = self.read_forms()
        return forms, self._entries(forms)

    def read_forms(self) -> tuple[IssuedForm, ...]:
        """Every issued form, in an order that does not depend on the file system."""
        forms = [_form(read_record(file), file) for file in listed(self.folder / FORMS_FOLDER, "*.json")]
        forms.sort(key=lambda each: (each.round, each.party, each.issue))
        self._require_all_issues(forms)
        return tuple(forms)

    def read_entries(self) -> dict[Slot, Entry]:
        """The latest entry of every slot."""
        return self.read()[1]

    def write_form(self, form: IssuedForm) -> None:
        """Record a form before it is issued. A file that already records another form is not overwritten."""
        parts = (form.round, *form.party)
        name = f"{'-'.join(slug(part) for part in parts if part)}-{form.issue}"
        file = self.folder / FORMS_FOLDER / f"{name}.json"
        if is_there(file) and not _is_of(_form(read_record(file), file), form):
            file = file.with_name(f"{name}-{name_mark(form)}.json")
        self._write(file, _plain(form))

    def write_entries(self, entries: Mapping[Slot, Entry]) -> None:
        """Replace all recorded entries."""
        self._write(
            self.folder / ENTRIES_FILE, {"entries": [_plain(entries[slot]) for slot in sorted(entries)]}
        )

    def add_changes(self, changes: Iterable[Change], today: date) -> None:
        """Add the changes of a merge to the file of changes: which party, in which round, from which file."""
        lines = [_change_line(change, today) for change in changes]
        if lines:
            if not is_there(self.folder / ENTRIES_FILE):
                self.write_entries({})  # a missing file of entries would mean damage
            file = self.folder / CHANGES_FILE
            before = file.read_bytes() if is_there(file) else b""
            write_atomically(file, before + "".join(line + "\n" for line in lines).encode())

    def _require_all_issues(self, forms: Sequence[IssuedForm]) -> None:
        """Raise CchcError where a form is missing. A party's issues are numbered from 1 without gaps, so a
        gap is a lost record.
        """
        seen: dict[tuple[str, Party], int] = {}
        for form in forms:
            key = (form.round, form.party)
            if form.issue != seen.get(key, 0) + 1:
                raise self._form_gone(form.round, form.party.text, seen.get(key, 0) + 1)
            seen[key] = form.issue

    def _entries(self, forms: Sequence[IssuedForm]) -> dict[Slot, Entry]:
        file = self.folder / ENTRIES_FILE
        if not is_there(file):
            if is_there(self.folder / CHANGES_FILE):
                raise CchcError(_ENTRIES_GONE, file=file, changes=CHANGES_FILE, folder=self.folder)
            return {}
        slots = {(Slot.of(form, row), form.issue) for form in forms for row in form.rows}
        # Two authorities may have issued the same slot; the form with the higher key in this order is
        # taken.
        old = {(slot.round, slot.who, slot.unit, slot.code, issue): slot for slot, issue in sorted(slots)}
        entries = {}
        for each in self._parsed(file, old):
            if (each.slot, each.issue) not in slots:
                raise self._form_gone(each.slot.round, each.slot.party.text, each.issue)
            entries[each.slot] = each
        return entries

    def _parsed(self, file: Path, old: Mapping[OldSlot, Slot]) -> list[Entry]:
        try:
            return [self._entry(each, old) for each in read_record(file)["entries"]]
        except (KeyError, TypeError, ValueError) as error:
            raise CchcError(BROKEN_RECORD, file=file) from error

    def _entry(self, content: dict[str, Any], old: Mapping[OldSlot, Slot]) -> Entry:
        """One entry. An entry recorded before slots had an authority gets its slot from the form that it
        answers.
        """
        parts, issue = content["slot"], content["issue"]
        if len(parts) == len(Slot._fields):
            slot = Slot(*parts)
        else:
            round_, who, unit, code = parts
            found = old.get((round_, who, unit, code, issue))
            if found is None:
                raise self._form_gone(round_, who, issue)
            slot = found
        return Entry(**{**content, "slot": slot, "score": _fraction(content["score"])})

    def _form_gone(self, *which: object) -> CchcError:
        form = " ".join(str(each) for each in which if each != "")
        return CchcError(_FORM_GONE, form=form, folder=self.folder)

    def _write(self, file: Path, content: object) -> None:
        write_atomically(file, json.dumps(content, ensure_ascii=False, indent=1, default=str).encode())


def name_mark(form: IssuedForm) -> str:
    """A suffix that makes the file name of a form unique. It is needed where another form has the same
    name: codes that differ only in their punctuation give the same name.
    """
    key = json.dumps([form.round, *form.party, form.issue])
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def _is_of(one: IssuedForm, other: IssuedForm) -> bool:
    return (one.round, one.party, one.issue) == (other.round, other.party, other.issue)


def _plain(value: Any) -> Any:
    """A record as plain data. Not `asdict`, which copies every fraction and takes longer than everything
    else.
    """
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _change_line(change: Change, today: date) -> str:
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


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
