"""The clean form these tests start from."""

from __future__ import annotations

import pytest

from tests.support.rounds import Round, full_values


@pytest.fixture(scope="session")
def clean(issued_round: Round) -> bytes:
    """The first unit's form, filled in without a fault."""
    return issued_round.form(full_values(issued_round.criteria))
