"""Whatever goes wrong ends as a sentence in the language in force: at the command's door and in the ribbon."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import macros_py.steps.status as telling_status
from cchc.files import write_atomically
from cchc.history.journal import Journal
from cchc.reasons import reason_of
from macros_py.ribbon import run as press
from tests.command.test_cli import run
from tests.command.verbs_at_work import AtWork
from tests.support.command_runs import on_disk
from tests.support.excel import FakeBook


class WindowsError32(PermissionError):
    """What Python raises in Windows where Excel has a file open."""

    winerror = 32


class WindowsError206(FileNotFoundError):
    """What Python raises in Windows where a path is too long."""

    winerror = 206


def locked() -> sqlite3.Error:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorname, error.sqlite_errorcode = "SQLITE_BUSY", 5
    return error


RAISED: list[tuple[Callable[[], BaseException], str]] = [
    (lambda: OSError(errno.ENOSPC, "No space left on device", "/x/a.xlsx"), "/x/a.xlsx: ổ đĩa đã đầy"),
    (lambda: OSError(errno.EROFS, "Read-only file system", "a"), "a: ổ đĩa hoặc thư mục chỉ cho đọc"),
    (lambda: OSError(errno.EACCES, "Permission denied", "a"), "a: không có quyền đọc hoặc ghi"),
    (lambda: OSError(errno.ENAMETOOLONG, "File name too long", "a"), "a: tên hoặc đường dẫn quá dài"),
    (lambda: OSError(errno.ENOENT, "No such file", "a", None, "b"), "b: không có tệp hoặc thư mục này"),
    (lambda: OSError(errno.EIO, "Input/output error"), "Không chạy được: ổ đĩa đọc, ghi bị lỗi."),
    (lambda: OSError(errno.EPROTO, "Protocol error", "a"), "a: hệ điều hành báo lỗi EPROTO"),
    (lambda: OSError("some text"), "Không chạy được: hệ điều hành báo lỗi OSError."),
    (lambda: WindowsError32(13, "The process cannot access", "a"), "a: tệp đang mở ở chương trình khác"),
    (lambda: WindowsError206(2, "The filename is too long", "a"), "a: tên hoặc đường dẫn quá dài"),
    (locked, "Không dùng được nhật ký của đợt: một chương trình khác đang ghi vào đó."),
    (lambda: sqlite3.DatabaseError("malformed"), "Không dùng được nhật ký của đợt: "),
    (MemoryError, "Máy không đủ bộ nhớ."),
    (lambda: RecursionError("maximum recursion depth exceeded"), "lồng nhau quá nhiều lớp"),
    (lambda: UnicodeEncodeError("ascii", "Xã\x1b", 1, 2, "ordinal not in range"), "Xã\\x1b"),
    (lambda: KeyError("x"), "Phần mềm gặp lỗi chưa lường trước (KeyError, test_unforeseen.py:"),
]
_ENGLISH = (
    "No space",
    "Read-only",
    "denied",
    "too long",
    "No such",
    "process cannot",
    "malformed",
    "ordinal",
    "recursion",
)


@pytest.mark.parametrize(("raised", "said"), RAISED)
def test_at_the_door(
    raised: Callable[[], BaseException],
    said: str,
    at_work: AtWork,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*arguments: Any, **settings: Any) -> Any:
        raise raised()

    monkeypatch.setattr(telling_status, "return_board", fail)
    before = on_disk(at_work.dot)
    assert run("status", at_work.dot) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told and not any(each in told for each in _ENGLISH), told
    assert on_disk(at_work.dot) == before


@pytest.mark.parametrize(("raised", "said"), RAISED)
def test_in_the_ribbon(
    raised: Callable[[], BaseException], said: str, at_work: AtWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: Any, **settings: Any) -> Any:
        raise raised()

    monkeypatch.setattr(telling_status, "return_board", fail)
    book = FakeBook(str(at_work.returned))
    press("status", book)
    assert said in book.app.answer


def test_a_ranking_that_excel_does_not_open_is_told(at_work: AtWork) -> None:
    assert run("consolidate", at_work.dot) == 0
    book = FakeBook(str(at_work.returned))

    def fail(path: str) -> None:
        raise OSError(errno.EACCES, "Permission denied", path)

    book.app.books.open = fail
    press("ranking", book)
    assert "không có quyền đọc hoặc ghi" in book.app.answer


def test_a_ribbon_in_a_campaign_without_its_key_says_so(at_work: AtWork) -> None:
    (at_work.dot / ".cchc" / "khoa.json").unlink()
    for button in ("issue", "consolidate", "status", "check"):
        book = FakeBook(str(at_work.returned))
        press(button, book)
        assert "không tạo đợt mới" in book.app.answer, button


def test_the_maker_sees_where_it_comes_from(at_work: AtWork, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: Any, **settings: Any) -> Any:
        raise KeyError("x")

    monkeypatch.setattr(telling_status, "return_board", fail)
    monkeypatch.setenv("CCHC_TRACE", "1")
    with pytest.raises(KeyError):
        run("status", at_work.dot)


@pytest.mark.parametrize(
    ("verb", "made"),
    [(["consolidate"], "ket-qua/xep-hang.xlsx"), (["appraise", "merge"], "tham-dinh/so-nhan.csv")],
)
def test_results_that_stand_are_not_called_failed(
    verb: list[str],
    made: str,
    at_work: AtWork,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The history cannot note the run: the new results are in place, and the sentence says so."""

    def fail(*arguments: Any, **settings: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Journal, "end", fail)
    assert run(verb[0], at_work.dot, *verb[1:]) == 2
    told = capsys.readouterr().err
    assert "Kết quả mới đã ghi đầy đủ" in told and "Kết quả cũ còn nguyên" not in told
    assert (at_work.dot / made).is_file()


@pytest.mark.parametrize("was_there", [True, False])
def test_a_campaign_that_cannot_be_made_leaves_nothing(
    was_there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The disk fills up half way: the same command works once there is space."""
    root = tmp_path / "dot"
    if was_there:
        root.mkdir()

    def fail(path: Path, content: bytes) -> None:
        if path.suffix == ".xlsx":
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        write_atomically(path, content)

    with monkeypatch.context() as patched:
        patched.setattr("macros_py.steps.init.write_atomically", fail)
        assert run("init", root) == 2
    assert "ổ đĩa đã đầy" in capsys.readouterr().err
    assert [*tmp_path.rglob("*")] == ([root] if was_there else [])
    assert run("init", root) == 0


def test_every_reason_is_in_both_languages() -> None:
    """No number of an error is left to the system's own words."""
    for number in errno.errorcode:
        told = reason_of(OSError(number, "The system's own words"))
        assert told and "own words" not in told
