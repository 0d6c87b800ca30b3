"""Every workbook keeps the bytes of its parts, and every file for machines its bytes, through changes of structure.

The finished campaign under samples/ is compared byte by byte in tests/project/test_samples.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.comparison.made import MAKERS, kept, made

REMEDY = "where that is meant: uv run python -m tests.comparison"


@pytest.mark.parametrize("which", MAKERS)
def test_what_is_written_stays_as_it_was(which: str, tmp_path: Path) -> None:
    before, now = kept(which), made(which, tmp_path / "dot")
    assert sorted(now) == sorted(before), REMEDY
    assert [file for file, digest in before.items() if now[file] != digest] == [], REMEDY
    assert len(before) > 10
