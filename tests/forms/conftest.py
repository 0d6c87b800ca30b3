"""Fixtures of the tests of forms."""

from __future__ import annotations

import pytest

from generator import stamping
from tests.support.packages import Counted


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """Counts the forms that are written whole and not stamped."""
    counting = Counted()
    monkeypatch.setattr(stamping, "written", counting)
    return counting
