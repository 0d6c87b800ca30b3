"""The clean form every spoilt one starts from."""

from __future__ import annotations

import pytest

from cchc.returns.unit_form import UnitReceipt
from tests.support.rounds import Round, full_values


@pytest.fixture(scope="session")
def clean(issued_round: Round) -> bytes:
    """The first unit's form, filled in without a fault."""
    return issued_round.form(full_values(issued_round.criteria))


@pytest.fixture(scope="session")
def clean_outcome(issued_round: Round, clean: bytes) -> UnitReceipt:
    """What intake makes of the clean form."""
    return issued_round.take(clean)
