"""Forms that an earlier version issued are still out when an office installs a new one: nothing is said of them."""

from __future__ import annotations

import re

from cchc.returns.unit_form import UnitReceipt
from tests.support.rounds import Round

from .packages import MAIN, with_parts
from .spoiling import with_row_before

_TEXT = '"Phải nhập số (đang là chữ)"'
_TWO_COUNTS = re.compile(
    r'IF\(OR\(ISNUMBER\([A-Z0-9]+\),[A-Z0-9]+=""\),'
    r'IF\(OR\(ISNUMBER\([A-Z0-9]+\),[A-Z0-9]+=""\),("Chưa đủ hai số liệu"),' + re.escape(_TEXT) + r"\)," + re.escape(_TEXT) + r"\)"
)  # fmt: skip
_ONE_NUMBER = re.compile(r'IF\([A-Z0-9]+="",("Phải nhập số"),' + re.escape(_TEXT) + r"\)")


def of_earlier_version(content: bytes) -> bytes:
    """A unit's form with the formulas of its column "Kiểm tra" as they were before they told a text from a blank."""

    def edit(part: bytes) -> bytes:
        text, counts = _TWO_COUNTS.subn(r"\1", part.decode())
        text, numbers = _ONE_NUMBER.subn(r"\1", text)
        assert counts and numbers and _TEXT not in text
        return text.encode()

    return with_parts(content, {MAIN: edit})


def test_a_units_form_of_an_earlier_version(
    issued_round: Round, clean: bytes, clean_outcome: UnitReceipt
) -> None:
    outcome = issued_round.take(of_earlier_version(clean))
    assert (outcome.verdict, outcome.findings) == ("accepted", ())
    assert outcome.reading is not None and clean_outcome.reading is not None
    assert outcome.reading.claims == clean_outcome.reading.claims


def test_its_other_changed_formulas_are_named(issued_round: Round, clean: bytes) -> None:
    spoilt = with_parts(
        of_earlier_version(clean), {MAIN: lambda part: part.replace('"Chưa nhập"'.encode(), b'"?"', 1)}
    )
    assert [each.code for each in issued_round.take(spoilt).findings] == ["FORMULA_CHANGED"]


def test_a_row_inserted_into_it_changes_no_formula(issued_round: Round, clean: bytes) -> None:
    first = issued_round.cell("1.1.2:check").row + 1
    now, earlier = (with_row_before(each, first) for each in (clean, of_earlier_version(clean)))
    assert issued_round.take(earlier).findings == issued_round.take(now).findings
