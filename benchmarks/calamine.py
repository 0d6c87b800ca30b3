"""Bare calamine, in one process and in several. Apart from other peers: a worker imports nothing but this."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

_CHUNK = 16

Return = tuple[Path, str]
"""A returned file and the name of its main sheet."""


def rows(files: Sequence[Return]) -> list[int]:
    """How many rows the sheet of each return has, its values made into Python objects."""
    from python_calamine import CalamineWorkbook

    return [
        len(CalamineWorkbook.from_path(str(file)).get_sheet_by_name(sheet).to_python())
        for file, sheet in files
    ]


def rows_side_by_side(files: Sequence[Return], processes: int) -> list[int]:
    """The same by so many processes, started for it and ended after it."""
    chunks = [files[start : start + _CHUNK] for start in range(0, len(files), _CHUNK)]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        return [each for chunk in pool.map(rows, chunks) for each in chunk]
