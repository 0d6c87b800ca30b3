"""The folder or file is not what a verb needs: every verb ends with 2, a sentence that says what is wrong, and
nothing changed on the disk.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.command.test_cli import run
from tests.command.verbs_at_work import ALL, BESIDE, ON_CAMPAIGN, AtWork, Run, each_verb, named
from tests.support.command_runs import obeying_rights, on_disk, run_command

HISTORY = {"history"}
"""What needs no key and reads no control workbook."""


def _moved(name: str) -> Callable[[AtWork], AtWork]:
    return lambda at: replace(at, dot=at.dot.parent / name)


def _file(at: AtWork) -> AtWork:
    (at.dot.parent / "tep").write_bytes(b"x")
    return replace(at, dot=at.dot.parent / "tep")


def _dangling(at: AtWork) -> AtWork:
    link = at.dot.parent / "noi"
    link.symlink_to(at.dot.parent / "da-thao", target_is_directory=True)
    return replace(at, dot=link)


def _without(*names: str) -> Callable[[AtWork], AtWork]:
    def spoil(at: AtWork) -> AtWork:
        for name in names:
            path = at.dot / name
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        return at

    return spoil


def _damaged(content: bytes) -> Callable[[AtWork], AtWork]:
    def spoil(at: AtWork) -> AtWork:
        (at.dot / ".cchc" / "khoa.json").write_bytes(content)
        return at

    return spoil


def _key_elsewhere(at: AtWork) -> AtWork:
    key = at.dot / ".cchc" / "khoa.json"
    key.unlink()
    key.symlink_to(at.dot.parent / "usb" / "khoa.json")
    return at


RESTORE = "không tạo đợt mới"
SPOILT: Mapping[str, tuple[Callable[[AtWork], AtWork], str, set[str]]] = {
    "missing": (_moved("khong-co"), "Không thấy thư mục", set()),
    "a file": (_file, "là tệp, không phải thư mục", set()),
    "long name": (_moved("a" * 300), "tên hoặc đường dẫn quá dài", set()),
    "dangling link": (_dangling, "liên kết đến nơi không còn", set()),
    "empty folder": (lambda at: replace(at, dot=at.dot / "ket-qua"), "Tạo đợt mới: ", set()),
    "lost .cchc": (_without(".cchc"), RESTORE, set()),
    "lost key": (_without(".cchc/khoa.json"), RESTORE, set()),
    "key on a stick": (_key_elsewhere, "liên kết đến nơi không còn", set()),
    "lost control workbook": (_without("so-dieu-hanh.xlsx"), RESTORE, set()),
    "damaged key": (_damaged(b'{"ed25519": "zz"}'), RESTORE, HISTORY),
    "empty key": (_damaged(b""), RESTORE, HISTORY),
    "key of another kind": (_damaged(b"[1]"), RESTORE, HISTORY),
}


@pytest.mark.parametrize("verb", ON_CAMPAIGN, ids=named)
@pytest.mark.parametrize("situation", SPOILT)
def test_a_campaign_that_is_none_or_has_lost_something(
    situation: str, verb: Run, at_work: AtWork, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil, said, work = SPOILT[situation]
    spoilt = spoil(at_work)
    before = on_disk(at_work.dot.parent)
    code = run(*verb.arguments(spoilt))
    told = capsys.readouterr().err
    if verb.name in work:
        assert code == 0
        return
    assert code == 2 and said in told, told
    assert (RESTORE in told) == (said == RESTORE)
    assert "cchc init" not in told or "Tạo đợt mới: " in told
    assert on_disk(at_work.dot.parent) == before


def test_a_form_in_a_campaign_without_its_key_is_not_checked_as_if_alone(
    at_work: AtWork, capsys: pytest.CaptureFixture[str]
) -> None:
    (at_work.dot / ".cchc" / "khoa.json").unlink()
    assert run("check", at_work.returned) == 2
    assert RESTORE in capsys.readouterr().err


@pytest.mark.parametrize("verb", ALL, ids=named)
@pytest.mark.parametrize("place", range(6))
def test_an_argument_that_is_empty(
    place: int,
    verb: Run,
    at_work: AtWork,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A variable that was not set must not mean "this folder" or "all"."""
    arguments = verb.arguments(at_work)
    places = [index for index, each in enumerate(arguments) if isinstance(each, Path)]
    if place >= len(places):
        return
    monkeypatch.chdir(at_work.dot)
    before = on_disk(at_work.dot.parent)
    arguments[places[place]] = ""
    assert run(*arguments) == 2
    assert "để trống" in capsys.readouterr().err
    assert on_disk(at_work.dot.parent) == before


@pytest.mark.parametrize("verb", BESIDE, ids=named)
@pytest.mark.parametrize("name", ["a" * 300, "tep/trong"])
def test_a_place_that_cannot_be(
    name: str, verb: Run, at_work: AtWork, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a file or folder cannot be made: too long a name, or below a file."""
    (at_work.aside / "tep").write_bytes(b"x")
    before = on_disk(at_work.dot.parent)
    arguments = verb.arguments(at_work)
    targets = [index for index, each in enumerate(arguments) if isinstance(each, Path)]
    if not targets:
        return
    arguments[targets[-1]] = at_work.aside / name
    assert run(*arguments) == 2
    told = capsys.readouterr().err
    assert "quá dài" in told or "là tệp, không phải thư mục" in told, told
    assert on_disk(at_work.dot.parent) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not let a working folder go")
@pytest.mark.parametrize(
    "verb", [*ALL, Run("addin build here", lambda at: ["addin", "build", "--libreoffice"])], ids=named
)
def test_the_working_folder_is_gone(verb: Run, at_work: AtWork) -> None:
    """What is named from the root works, or is told why it does not (workers need a working folder); what is named
    from here is told, too. Either all is done or nothing.
    """
    there = verb.made is not None and verb.made(at_work).exists()
    shell = ["sh", "-c", 'mkdir "$0" && cd "$0" && rmdir "$0" && exec "$@"', str(at_work.aside / "het")]
    done = run_command(*verb.arguments(at_work), before=shell)
    assert "Traceback" not in done.stderr
    gone = "thư mục mà cửa sổ lệnh đang đứng không còn"
    if verb.name != "addin build here":
        assert done.returncode == verb.code or (done.returncode == 2 and gone in done.stderr), done.stderr
        assert verb.made is None or verb.made(at_work).exists() == (done.returncode == verb.code) or there
    near = [Path(each.name) if isinstance(each, Path) else each for each in verb.arguments(at_work)]
    if near != verb.arguments(at_work) or verb.name == "addin build here":
        done = run_command(*near, before=shell)
        assert done.returncode == 2
        assert gone in done.stderr, done.stderr
        assert "Traceback" not in done.stderr


IN_RETURNS = {"generate", "check", "appraise merge", "survey template", "survey import", "history"}
CLOSED: Mapping[str, tuple[str, set[str]]] = {
    "folder": (".", set()),
    "private folder": (".cchc", set()),
    "key": (".cchc/khoa.json", HISTORY),
    "control workbook": ("so-dieu-hanh.xlsx", HISTORY),
    "criteria set": ("bo-tieu-chi/vinh-long-1877-2023-phu-luc-iii", HISTORY),
    "returns": ("nop-ve", IN_RETURNS),
    "appraisal record": (
        ".cchc/tham-dinh/phat-hanh",
        {"generate", "check", "survey template", "survey import", "history"},
    ),
    "appraisal returns": (
        "tham-dinh/nop-ve",
        {"generate", "check", "survey template", "survey import", "history"},
    ),
    "record of issues": (".cchc/phat-hanh.json", HISTORY),
    "history": (
        ".cchc/nhat-ky.sqlite",
        {"generate", "check", "survey template", "survey import"},
    ),
}
"""What may not be read, and which verbs do without it."""


@pytest.mark.parametrize("what", CLOSED)
def test_what_may_not_be_read(what: str, at_work: AtWork) -> None:
    """A verb that needs it ends with 2 and says so; it never goes on as if nothing were there."""
    before = obeying_rights(at_work.aside)
    name, work = CLOSED[what]
    if what == "history":
        assert run("appraise", at_work.dot, "merge") == 0
    disk = on_disk(at_work.dot / ".cchc") | on_disk(at_work.dot / "ket-qua")
    closed = at_work.dot / name
    mode = closed.stat().st_mode
    closed.chmod(0)
    try:
        ended = each_verb(at_work, before)
    finally:
        closed.chmod(mode)
    for verb, (code, _, told) in ended.items():
        if verb in work:
            assert code == 0, (verb, told)
        else:
            assert code == 2 and ("không có quyền" in told or "không mở được tệp" in told), (
                verb,
                code,
                told,
            )
    assert not (at_work.dot / "ket-qua" / "xep-hang.xlsx").exists() or "consolidate" in work
    if not work:
        assert on_disk(at_work.dot / ".cchc") | on_disk(at_work.dot / "ket-qua") == disk


def test_a_campaign_that_may_only_be_read(at_work: AtWork) -> None:
    """Verbs that write end with 2 and change nothing, and none ends with a traceback."""
    before = obeying_rights(at_work.aside)
    disk = on_disk(at_work.dot)
    paths = [at_work.dot, *at_work.dot.rglob("*")]
    for path in paths:
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        ended = each_verb(at_work, before)
    finally:
        for path in paths:
            path.chmod(path.stat().st_mode | 0o200)
    for verb in ON_CAMPAIGN:
        code, _, told = ended[verb.name]
        assert code in (0, 2) and (code == 0 or told.strip()), (verb.name, told)
        if verb.made is not None:
            assert code == 2, verb.name
    assert on_disk(at_work.dot) == disk


def test_a_returned_folder_that_may_not_be_looked_into_is_one_refused_file(at_work: AtWork) -> None:
    """The others are taken in, and nobody takes the folder for empty."""
    before = obeying_rights(at_work.aside)
    closed = at_work.dot / "nop-ve" / "huyen"
    closed.mkdir()
    (closed / "xa2.xlsx").write_bytes(b"PK")
    closed.chmod(0)
    try:
        done = run_command("consolidate", at_work.dot, before=before)
    finally:
        closed.chmod(0o755)
    assert done.returncode == 1, done.stderr
    assert "2 tệp: nhận 1, nhận có lưu ý 0, không nhận 1" in done.stdout
    board = (at_work.dot / "ket-qua" / "so-nhan.csv").read_text(encoding="utf-8-sig")
    assert "huyen" in board
