"""Bare calamine, in one process and in several. It is a module of its own, so that workers import nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

_CHUNK = 16

Return = tuple[Path, str]
"""A returned file and the name of its main sheet."""


def rows(files: Sequence[Return]) -> list[int]:
    """The number of rows of each return's sheet, after its values were converted to Python objects."""
    from python_calamine import CalamineWorkbook

    return [
        len(CalamineWorkbook.from_path(str(file)).get_sheet_by_name(sheet).to_python())
        for file, sheet in files
    ]


def rows_side_by_side(files: Sequence[Return], processes: int) -> list[int]:
    """The same in `processes` processes, which are started and ended within the call."""
    chunks = [files[start : start + _CHUNK] for start in range(0, len(files), _CHUNK)]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        return [each for chunk in pool.map(rows, chunks) for each in chunk]
