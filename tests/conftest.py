"""Fixtures every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.rounds import Round, start_round


@pytest.fixture(scope="session")
def issued_round(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """An issued campaign to read from; tests that write make their own."""
    return start_round(tmp_path_factory.mktemp("dot") / "hon-quan")


@pytest.fixture
def fresh_round(tmp_path: Path) -> Round:
    """An issued campaign of one's own, in a folder whose name has blanks and Vietnamese letters."""
    return start_round(tmp_path / "Đợt thử 2023")
