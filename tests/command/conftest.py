"""A desk on which every verb has something to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command.verbs_at_work import AtWork, copied, desk_of


@pytest.fixture(scope="session")
def first_desk(tmp_path_factory: pytest.TempPathFactory) -> AtWork:
    """The desk all others are copies of."""
    return desk_of(tmp_path_factory.mktemp("ban"))


@pytest.fixture
def desk(first_desk: AtWork, tmp_path: Path) -> AtWork:
    """A desk of one's own."""
    return copied(first_desk, tmp_path)
