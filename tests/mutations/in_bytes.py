"""Mutations of a package's bytes: what sticks, mail and half-finished copies do to a file."""

from __future__ import annotations

import random
from collections.abc import Callable

_DIRECTORY = 2200
"""The central directory of a form lies in about so many last bytes; of a zip file in fewer."""

_MAGIC = (0, 1, 0x7F, 0x80, 0xFF)

Mutation = Callable[[bytearray, random.Random], None]


def mutate_bytes(content: bytes, chance: random.Random) -> bytes:
    """The content with one to four mutations, of its directory above all."""
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        chance.choice(_MUTATIONS)(spoilt, chance)
        if not spoilt:
            break
    return bytes(spoilt)


def _place(spoilt: bytearray, chance: random.Random) -> int:
    first = max(0, len(spoilt) - _DIRECTORY) if chance.random() < 0.6 else 0
    return chance.randrange(first, len(spoilt))


def _set_byte(spoilt: bytearray, chance: random.Random) -> None:
    spoilt[_place(spoilt, chance)] = chance.choice((*_MAGIC, chance.randrange(256)))


def _flip_bit(spoilt: bytearray, chance: random.Random) -> None:
    spoilt[_place(spoilt, chance)] ^= 1 << chance.randrange(8)


def _set_word(spoilt: bytearray, chance: random.Random) -> None:
    place, size = _place(spoilt, chance), chance.choice((2, 4))
    value = chance.choice(
        (0, 1, 2 ** (8 * size - 1), 2 ** (8 * size) - 1, chance.randrange(2 ** (8 * size)))
    )
    spoilt[place : place + size] = value.to_bytes(size, "little")


def _cut_out(spoilt: bytearray, chance: random.Random) -> None:
    place = _place(spoilt, chance)
    del spoilt[place : place + chance.choice((1, 2, 16, 512))]


def _put_in(spoilt: bytearray, chance: random.Random) -> None:
    place = _place(spoilt, chance)
    spoilt[place:place] = chance.randbytes(chance.choice((1, 2, 16, 512)))


def _repeat(spoilt: bytearray, chance: random.Random) -> None:
    place, size = _place(spoilt, chance), chance.choice((4, 46, 512))
    spoilt[place:place] = spoilt[place : place + size]


def _cut_off(spoilt: bytearray, chance: random.Random) -> None:
    del spoilt[_place(spoilt, chance) :]


def _zero_block(spoilt: bytearray, chance: random.Random) -> None:
    place = _place(spoilt, chance)
    size = min(chance.choice((4, 512, 4096)), len(spoilt) - place)
    spoilt[place : place + size] = bytes(size)


_MUTATIONS: tuple[Mutation, ...] = (
    _set_byte, _set_byte, _flip_bit, _flip_bit, _set_word, _cut_out, _put_in, _repeat, _cut_off, _zero_block,
)  # fmt: skip
