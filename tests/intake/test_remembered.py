"""What was made of a piece is made once, and what is kept stays bounded."""

from __future__ import annotations

import pytest

from consolidator.reading.plain.remembered import Remembered


class Workshop:
    """Makes the length of a piece, and keeps what it was asked for."""

    def __init__(self) -> None:
        self.made: list[bytes] = []

    def __call__(self, piece: bytes) -> int:
        self.made.append(piece)
        return len(piece)


def test_a_piece_is_made_once() -> None:
    make = Workshop()
    known: Remembered[int] = Remembered(make, limit=10)
    assert [known[b"ab"], known[b"ab"], known[b"c"]] == [2, 2, 1]
    assert make.made == [b"ab", b"c"]


def test_what_is_asked_for_stays_and_the_rest_goes() -> None:
    make = Workshop()
    known: Remembered[int] = Remembered(make, limit=3)
    for number in range(10, 40):
        assert known[b"always"] == 6
        assert known[b"%d" % number] == 2
        assert len(known) <= 3
    assert make.made.count(b"always") == 1
    assert known[b"10"] == 2
    assert make.made.count(b"10") == 2


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
