"""A campaign on which every verb has something to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command.verbs_at_work import AtWork, campaign_at_work, copied


@pytest.fixture(scope="session")
def first_at_work(tmp_path_factory: pytest.TempPathFactory) -> AtWork:
    """The campaign all others are copies of."""
    return campaign_at_work(tmp_path_factory.mktemp("ban"))


@pytest.fixture
def at_work(first_at_work: AtWork, tmp_path: Path) -> AtWork:
    """A campaign of one's own."""
    return copied(first_at_work, tmp_path)
