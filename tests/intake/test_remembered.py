"""What was made of a piece is made once, and what is kept stays bounded."""

from __future__ import annotations

import pytest

from consolidator.reading.remembered import Remembered


def test_a_piece_is_made_once() -> None:
    made: list[bytes] = []
    known: Remembered[int] = Remembered(lambda piece: made.append(piece) or len(piece), limit=10)  # type: ignore[func-returns-value]
    assert [known[b"ab"], known[b"ab"], known[b"c"]] == [2, 2, 1]
    assert made == [b"ab", b"c"]


def test_what_is_asked_for_stays_and_the_rest_goes() -> None:
    made: list[bytes] = []
    known: Remembered[bytes] = Remembered(lambda piece: made.append(piece) or piece, limit=3)  # type: ignore[func-returns-value]
    for number in range(30):
        assert known[b"always"] == b"always"
        assert known[b"%d" % number] == b"%d" % number
        assert len(known) <= 3
    assert made.count(b"always") == 1
    assert known[b"0"] == b"0"
    assert made.count(b"0") == 2


def test_a_long_piece_is_not_kept() -> None:
    known: Remembered[int] = Remembered(len, limit=3)
    assert known[b"x" * 3000] == 3000
    assert not known


def test_what_raises_is_not_kept() -> None:
    def refuse(piece: bytes) -> int:
        raise ValueError(piece)

    known: Remembered[int] = Remembered(refuse, limit=3)
    for _ in range(2):
        with pytest.raises(ValueError, match="a"):
            known[b"a"]
    assert not known
