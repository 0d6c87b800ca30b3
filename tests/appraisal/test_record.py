"""The record of an appraisal: earlier ones are read, and a damaged one is never an appraisal that has not begun."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from cchc.appraisal.model import Party
from cchc.appraisal.record import AppraisalRecord
from cchc.campaign.reading import Cell
from cchc.errors import CchcError
from tests.appraisal.rounds import DAY, Appraising, claimed, start_appraising
from tests.appraisal.test_control_changes import files
from tests.appraisal.two_authorities import CITY, MOVING, STAYING, TwoAuthorities, start_two


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> TwoAuthorities:
    round_ = start_two(tmp_path_factory.mktemp("ho-so") / "dot")
    round_.issue("first")
    round_.answer_all("first")
    round_.merge()
    round_.consolidate(DAY)
    return round_


def test_a_record_from_before_slots_had_an_authority(merged: TwoAuthorities, tmp_path: Path) -> None:
    """Slots were lists of four: both authorities have a PNV, and each entry is of the form that it answers."""
    round_ = merged.copied(tmp_path / "dot")
    file, results = round_.record / "diem.json", files(round_.root / "ket-qua")
    now = file.read_bytes()
    content = json.loads(now)
    for entry in content["entries"]:
        round_key, _, _, who, unit, code = entry["slot"]
        entry["slot"] = [round_key, who, unit, code]
    file.write_text(json.dumps(content), encoding="utf-8")
    assert AppraisalRecord(round_.record).read() == AppraisalRecord(merged.record).read()
    round_.consolidate(DAY)
    again = files(round_.root / "ket-qua")
    told = [name for name in results if name != "xep-hang.xlsx"]  # it shows the SHA-256 of the record
    assert {name: again[name] for name in told} == {name: results[name] for name in told}
    assert round_.cchc("appraise", "merge").returncode == 0
    assert file.read_bytes() == now


def _entries_gone(record: Path) -> None:
    (record / "diem.json").unlink()


def _form_gone(record: Path) -> None:
    next((record / "phat-hanh").glob("*vp*")).unlink()


def _forms_gone(record: Path) -> None:
    shutil.rmtree(record / "phat-hanh")


def _all_gone(record: Path) -> None:
    shutil.rmtree(record)


def _no_folder(record: Path) -> None:
    _forms_gone(record)
    (record / "phat-hanh").write_bytes(b"")


def _entries_damaged(record: Path) -> None:
    (record / "diem.json").write_bytes(b"{")


def _slot_damaged(record: Path) -> None:
    file = record / "diem.json"
    content = json.loads(file.read_bytes())
    content["entries"][0]["slot"] = ["first"]
    file.write_text(json.dumps(content), encoding="utf-8")


DAMAGES = (_entries_gone, _form_gone, _forms_gone, _all_gone, _no_folder, _entries_damaged, _slot_damaged)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_record_that_is_partly_gone_stops_the_work(
    merged: TwoAuthorities, damage: Callable[[Path], None], tmp_path: Path
) -> None:
    round_ = merged.copied(tmp_path / "dot")
    results = files(round_.root / "ket-qua")
    damage(round_.record)
    left = files(round_.record) if round_.record.exists() else {}
    for verb in (("consolidate",), ("appraise", "merge", "--yes"), ("appraise", "issue", "--yes")):
        done = round_.cchc(*verb)
        assert done.returncode == 2, (verb, done)
        assert "bản sao lưu" in done.stderr or "Kiểm tra quyền truy cập" in done.stderr
        assert "Traceback" not in done.stderr
    assert files(round_.root / "ket-qua") == results
    assert (files(round_.record) if round_.record.exists() else {}) == left


def test_a_folder_that_may_not_be_listed(
    merged: TwoAuthorities, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.iterdir

    def refused(path: Path) -> object:
        if (
            path.name == "phat-hanh"
            and path.parent.name == "tham-dinh"
            and path.parent.parent.name == ".cchc"
        ):
            raise PermissionError(13, os.strerror(13))
        return real(path)

    monkeypatch.setattr(Path, "iterdir", refused)
    with pytest.raises(CchcError, match="không có quyền đọc"):
        AppraisalRecord(merged.record).read()


def test_a_first_merge_stopped_halfway_is_no_damage(tmp_path: Path) -> None:
    """The history has its lines and the entries are not written yet: the next merge takes all in."""
    round_ = start_appraising(tmp_path / "dot", 1)
    claimed(round_, {unit: {} for unit in round_.units})
    round_.issue("first")
    round_.answer("first", "PNV")

    def stopped(self: object, entries: object) -> None:
        if entries:
            raise KeyboardInterrupt
        real(self, entries)  # type: ignore[arg-type]

    real = AppraisalRecord.write_entries
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AppraisalRecord, "write_entries", stopped)
        with pytest.raises(KeyboardInterrupt):
            round_.merge()
    assert (round_.opened.folder.appraisal_record / "lich-su.jsonl").stat().st_size > 0
    assert round_.merge().entries > 0


def test_two_forms_of_one_name_are_two_files(merged: TwoAuthorities, tmp_path: Path) -> None:
    """Codes that differ in their signs alone, and parts that join to the same."""
    form = merged.forms("first")[0]
    record = AppraisalRecord(tmp_path)
    parties = (
        Party("A", "t", "V.P"),
        Party("A", "t", "V-P"),
        Party("A", "t", "V_P"),
        Party("B-C", "t", "D"),
        Party("B", "C-t", "D"),
        Party("B", "C", "t-D"),
    )
    for party in parties:
        record.write_form(replace(form, party=party, issue=1))
        record.write_form(replace(form, party=party, issue=1))
    assert {each.party for each in record.read_forms()} == set(parties)
    assert len(list((tmp_path / "phat-hanh").iterdir())) == len(parties)
    assert (tmp_path / "phat-hanh" / "first-a-t-v-p-1.json").exists()


def test_two_agencies_whose_forms_would_share_a_name(tmp_path: Path) -> None:
    """Type `commune` with agency `X-PNV`, and type `commune-x` with agency `PNV`."""
    round_ = start_two(tmp_path / "dot")

    def change(tables: dict[str, list[dict[str, Cell]]]) -> None:
        commune = next(row for row in tables["unit_types"] if row["code"] == "commune")
        tables["unit_types"].append({**commune, "code": "commune-x", "name": "Xã loại khác"})
        next(row for row in tables["units"] if row["code"] == MOVING)["unit_type"] = "commune-x"
        line: dict[str, Cell] = {
            "authority": CITY,
            "code": "X-PNV",
            "name": "Phòng khác",
            "unit_type": "commune",
            "criteria": "1.1.1",
        }
        tables["agencies"].append(line)

    round_.change(change)
    assert round_.cchc("appraise", "issue").returncode == 0
    out = round_.forms("first", CITY)
    assert len({form.file.casefold() for form in out}) == len(out)
    both = {
        form.party[1:]: form for form in out if form.file.rpartition("/")[2].startswith("commune-x-pnv-1")
    }
    assert set(both) == {("commune", "X-PNV"), ("commune-x", "PNV")}
    for form in both.values():
        assert (round_.root / form.file).read_bytes() == round_.filled(form, {})
        round_.put_back(form.file.replace("/", "-"), round_.filled(form, round_.agreeing(form)))
    done = round_.cchc("appraise", "merge")
    assert done.returncode == 0
    assert {(entry["slot"][3], entry["slot"][4]) for entry in round_.recorded()} == {
        ("X-PNV", STAYING),
        ("PNV", MOVING),
    }


def test_a_name_on_the_disk_stays_whose_it_is(tmp_path: Path) -> None:
    round_: Appraising = start_appraising(tmp_path / "dot", 1)
    claimed(round_, {unit: {} for unit in round_.units})
    theirs = tmp_path / "dot" / "tham-dinh" / "phat-hanh" / "lan-1" / "hon-quan" / "ghi-chu.txt"
    theirs.parent.mkdir(parents=True)
    theirs.write_bytes(b"x")
    assert len(round_.issue("first").new) == 6
    assert theirs.read_bytes() == b"x"
