"""What lies in nop-ve/: folders, zip files, names of every age, and things no clerk put there."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from cchc.reasons import reason_words
from cchc.returns.receipt import REJECTED
from consolidator.files import ReturnedFile, returned_files, unpacked
from consolidator.reading.preflight import ENTRY_LIMIT, UNPACKED_LIMIT
from consolidator.take_in import take_in
from tests.support.findings import recorded
from tests.support.rounds import Round, full_values

from .packages import zipped, zipped_under_raw_name
from .proof import Found, proves, see

NAME = "Phiếu xã Tân Hưng.xlsx"


def names(folder: Path) -> list[str]:
    return [file.name for file in returned_files(folder)]


def nested(content: bytes, depth: int) -> bytes:
    """A folder in a zip in a zip …"""
    for level in range(depth):
        content = zipped({f"cap {level}/trong.zip" if level else f"cap 0/{NAME}": content})
    return content


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_a_folder_in_a_zip_in_a_zip(fresh_round: Round, clean: bytes, depth: int) -> None:
    fresh_round.put("ca huyen.zip", nested(clean, depth))
    done = fresh_round.consolidate()
    (outcome,) = done.receipts
    assert outcome.file.startswith("ca huyen.zip/") and outcome.file.endswith(f"/cap 0/{NAME}")
    assert outcome.file.count(".zip/") == depth
    assert outcome.verdict == "accepted" and done.results.units[0].index == 100


@proves("FILE_UNSAFE")
def test_zips_in_zips_without_end(issued_round: Round, clean: bytes) -> None:
    """Whoever packs twenty deep means harm: it is refused once, by name."""
    (file,) = unpacked(ReturnedFile("a.zip", nested(clean, 20)))
    outcome = take_in(file, issued_round.context)
    assert outcome.verdict == REJECTED
    see(outcome.findings, Found("FILE_UNSAFE", "", "", "tệp ZIP lồng nhau quá 3 lớp"))


@pytest.mark.parametrize(
    ("files", "size", "found", "expected"),
    [(300, 99 * 2**10, "giải nén", "100 MiB"), (300, 10, "số tệp trong các tệp ZIP", "1000")],
)
@proves("FILE_TOO_LARGE")
def test_zips_that_multiply(issued_round: Round, files: int, size: int, found: str, expected: str) -> None:
    """Each zip in the zip is within the limits; all together they are not. Small to store, without end to read."""
    inner = zipped({f"{number}.xlsx": bytes(size) for number in range(files)})
    listed = list(unpacked(ReturnedFile("a.zip", zipped({f"{number}.zip": inner for number in range(9)}))))
    assert sum(len(file.content) for file in listed if file.refused is None) <= UNPACKED_LIMIT
    refused = [file for file in listed if file.refused is not None]
    assert 1 <= len(refused) < len(listed) <= ENTRY_LIMIT
    see(
        take_in(refused[0], issued_round.context).findings, Found("FILE_TOO_LARGE", "", "", found, expected)
    )


def test_names_are_composed(fresh_round: Round, clean: bytes) -> None:
    """A Mac stores letters and accents apart; in findings and on the board they are one name."""
    fresh_round.put(unicodedata.normalize("NFD", NAME), clean)
    fresh_round.put("mac.zip", zipped({unicodedata.normalize("NFD", f"Xã/{NAME}"): clean}))
    assert names(fresh_round.opened.folder.returned) == [NAME, f"mac.zip/Xã/{NAME}"]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Phiếu.xlsx".encode(), "Phiếu.xlsx"),
        (b"Phi\xd5u.xlsx", "Phi╒u.xlsx"),
        (b"..\\..\\a.xlsx", "../../a.xlsx"),
        (b"C:\\xa\\a.xlsx", "C:/xa/a.xlsx"),
    ],
)
def test_names_in_old_encodings(clean: bytes, raw: bytes, name: str) -> None:
    """They are shown, never used as a path: nothing is unpacked to disk."""
    (file,) = unpacked(ReturnedFile("cu.zip", zipped_under_raw_name(raw, clean)))
    assert (file.name, file.content) == (f"cu.zip/{name}", clean)


@pytest.mark.skipif(sys.platform != "linux", reason="only here a name may be any bytes")
def test_a_name_that_is_no_text(fresh_round: Round, clean: bytes) -> None:
    folder = fresh_round.opened.folder.returned
    with open(os.fsencode(folder) + b"/phi\xd5u.xlsx", "wb") as stream:  # noqa: PTH123
        stream.write(clean)
    done = fresh_round.consolidate()
    assert [(each.file, each.verdict) for each in done.receipts] == [("phi\\udcd5u.xlsx", "accepted")]


@pytest.mark.parametrize(
    "name", ["~$phieu.xlsx", "Thumbs.db", ".~lock.phieu.xlsx#", "desktop.ini", ".DS_Store"]
)
@proves("FILE_SKIPPED")
def test_what_systems_leave_behind(fresh_round: Round, clean: bytes, name: str) -> None:
    """Each has its line on the board; none hides the form beside it."""
    fresh_round.put("phieu.xlsx", clean)
    fresh_round.put(name, b"\x00" * 165)
    fresh_round.put("a.zip", zipped({f"__MACOSX/._{NAME}": b"\x00" * 200}))
    done = fresh_round.consolidate()
    verdicts = {each.file: each.verdict for each in done.receipts}
    assert verdicts == {"phieu.xlsx": "accepted", name: "skipped", f"a.zip/__MACOSX/._{NAME}": "skipped"}
    left = [each for each in done.findings if each.file == name]
    see(left, Found("FILE_SKIPPED"))


@pytest.mark.parametrize("bytes_long", [200, 250])
def test_a_very_long_name(fresh_round: Round, clean: bytes, bytes_long: int) -> None:
    name = "Phiếu tự đánh giá xã " * 20
    while len((name + ".xlsx").encode()) > bytes_long:
        name = name[:-1]
    fresh_round.put(f"{name}.xlsx", clean)
    done = fresh_round.consolidate()
    assert [(each.file, each.verdict) for each in done.receipts] == [(f"{name}.xlsx", "accepted")]


def test_read_only_files_and_folders_are_read(fresh_round: Round, clean: bytes) -> None:
    fresh_round.put("chi doc/phieu.xlsx", clean)
    folder = fresh_round.opened.folder.returned / "chi doc"
    (folder / "phieu.xlsx").chmod(0o444)
    folder.chmod(0o555)
    try:
        assert [each.verdict for each in fresh_round.consolidate().receipts] == ["accepted"]
    finally:
        folder.chmod(0o755)


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), FileNotFoundError(2, "Gone")])
@proves("FILE_DAMAGED")
def test_files_that_cannot_be_read_or_vanish(
    fresh_round: Round, clean: bytes, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    """Taken away between the look and the reading, or not ours to read: one line, and the rest goes on."""
    fresh_round.put("a mat.xlsx", clean)
    fresh_round.put("b.xlsx", clean)
    real = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        if path.name == "a mat.xlsx":
            raise error
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    files = [file.loaded() for file in returned_files(fresh_round.opened.folder.returned)]
    assert [file.name for file in files] == ["a mat.xlsx", "b.xlsx"]
    outcome = take_in(files[0], fresh_round.context)
    see(outcome.findings, Found("FILE_DAMAGED", "", "", reason_words(error).vi))
    assert take_in(files[1], fresh_round.context).verdict == "accepted"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
@proves("FILE_DAMAGED")
def test_links_in_a_circle_and_links_to_nothing(fresh_round: Round, clean: bytes) -> None:
    folder = fresh_round.opened.folder.returned
    fresh_round.put("xa/phieu.xlsx", clean)
    (folder / "xa" / "quay lai").symlink_to(folder, target_is_directory=True)
    (folder / "vong.xlsx").symlink_to(folder / "vong.xlsx")
    (folder / "khong co.xlsx").symlink_to(folder / "mat.xlsx")
    done = fresh_round.consolidate()
    verdicts = {each.file: each.verdict for each in done.receipts}
    assert verdicts.pop("xa/phieu.xlsx") == "accepted"
    assert set(verdicts.values()) == {"rejected"} and {"vong.xlsx", "khong co.xlsx"} <= verdicts.keys()
    assert len(verdicts) <= 3
    circle = [each for each in done.findings if each.file == "vong.xlsx"]
    see(circle, Found("FILE_DAMAGED", "", "", recorded(circle[0]).found))


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_a_pipe_does_not_hold_the_run(fresh_round: Round, clean: bytes) -> None:
    """Reading one would wait for ever."""
    vars(os)["mkfifo"](fresh_round.opened.folder.returned / "ong.xlsx")
    fresh_round.put("b.xlsx", clean)
    assert [each.verdict for each in fresh_round.consolidate().receipts] == ["accepted"]


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_files_changes_nothing(fresh_round: Round, seed: int) -> None:
    """Written in another order, the folder gives the same results to the byte."""
    import random

    forms = {
        f"{unit}.xlsx": fresh_round.form(full_values(fresh_round.criteria), unit)
        for unit in fresh_round.units
    }
    forms["hong.xlsx"] = b"PK"
    order = list(forms)
    results = []
    for again in range(2):
        random.Random(seed + again).shuffle(order)
        for path in fresh_round.opened.folder.returned.iterdir():
            path.unlink()
        for name in order:
            fresh_round.put(name, forms[name])
        done = fresh_round.consolidate()
        results.append((done.findings, tuple(each.file for each in done.receipts)))
    assert results[0] == results[1]
