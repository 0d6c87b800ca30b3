"""A damaged .xls says what is damaged, in words; it is never empty."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from consolidator.reading import bounds
from tests.support.engines import saved_by_libreoffice
from tests.support.findings import recorded
from tests.support.rounds import Round

pytestmark = pytest.mark.libreoffice
DAMAGED = "cấu trúc tệp Office đời cũ bị hỏng: "


@pytest.fixture(scope="module")
def old(clean: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("old")
    (folder / "clean.xlsx").write_bytes(clean)
    saved: Path = saved_by_libreoffice([folder / "clean.xlsx"], folder / "xls", kind="xls")[0]
    return saved.read_bytes()


def test_every_reason_says_what(issued_round: Round, old: bytes) -> None:
    chance = random.Random(18)
    told = set()
    for number in range(100):
        content = bytearray(old)
        if number % 4 == 0:
            content = content[: chance.randrange(600, len(content))]
        elif number % 4 == 1:
            for _ in range(20):
                content[chance.randrange(512, len(content))] ^= chance.randrange(1, 256)
        elif number % 4 == 2:
            for _ in range(4):
                content[chance.randrange(8, 600)] ^= chance.randrange(1, 256)
        else:
            place = chance.randrange(512, len(content) - 5000)
            content[place : place + 4000] = bytes(4000)
        outcome = issued_round.take(bytes(content), "phieu.xls")
        for each in outcome.findings:
            assert each.code != "FILE_NOT_UNDERSTOOD"
            if each.code == "FILE_DAMAGED":
                assert recorded(each).found.strip() and recorded(each).found != DAMAGED.rstrip(": ")
                told.add(recorded(each).found)
    assert {f"{DAMAGED}tệp bị cụt hoặc thiếu khối dữ liệu", f"{DAMAGED}danh mục các phần trong tệp"} <= told
    assert f"{DAMAGED}một bản ghi của sổ tính bị cụt hoặc sai" in told


def test_cells_are_counted_before_they_are_read(
    issued_round: Round, old: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clean form has about 3,000 filled cells; with a bound below that it is refused."""
    monkeypatch.setattr(bounds, "MOST_CELLS", 2000)
    (why,) = issued_round.take(old, "phieu.xls").findings
    count, _, rest = recorded(why).found.partition(" ")
    assert (why.code, rest) == ("FILE_TOO_LARGE", "ô có dữ liệu") and 2000 < int(count) < 5000


def test_two_sheets_of_one_name_are_refused(issued_round: Round, old: bytes) -> None:
    """The second sheet's name becomes that of the first, in its BOUNDSHEET record ([MS-XLS] 2.4.28)."""
    name, other = ("Đối chiếu".encode("utf-16-le"), "Hướng dẫn".encode("utf-16-le"))
    assert name in old and other in old and len(name) == len(other)
    content = old.replace(name, other)
    assert [
        (each.code, recorded(each).found) for each in issued_round.take(content, "phieu.xls").findings
    ] == [("FILE_UNSAFE", "hai trang cùng tên “Hướng dẫn”")]
