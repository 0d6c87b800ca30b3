"""One file in fifty is read both ways: where the fast way errs, the full one counts and a person is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import pytest

from cchc.findings.finding import finding
from cchc.returns.unit_form import UnitReceipt
from consolidator.files import ReturnedFile
from consolidator.reading import raw
from consolidator.reading.plain.sheets import plain_sheet
from consolidator.reading.ways import EVERY, SWITCH
from consolidator.reading.workbook import RawCell, RawSheet
from consolidator.supervised import Reader
from tests.support.rounds import Round

from .leaves import BANDS
from .proof import Found, claim_on, proves, see
from .spoiling import address, filled

FILLED = {f"{BANDS}:done": Fraction(38)}
WRONG = "37"


@pytest.fixture
def erring(monkeypatch: pytest.MonkeyPatch, issued_round: Round) -> None:
    """The fast way takes one figure for another."""
    cell = issued_round.cell(f"{BANDS}:done")
    fast: Callable[..., RawSheet] = plain_sheet

    def wrong(name: str, *rest: object) -> RawSheet:
        sheet = fast(name, *rest)
        if name == issued_round.sheet.name:
            sheet.cells[cell.row, cell.column] = RawCell("n", WRONG)
        return sheet

    monkeypatch.setattr(raw, "plain_sheet", wrong)


def read(issued: Round, in_sample: bool) -> UnitReceipt:
    return issued.take_file(ReturnedFile("phieu.xlsx", filled(issued, FILLED), in_sample=in_sample))


def figures_of(issued: Round, outcome: UnitReceipt) -> dict[str, object]:
    return dict(claim_on(outcome, BANDS).figures)


@proves("FAST_READING_DIFFERS")
def test_the_full_reading_counts_where_the_two_differ(issued_round: Round, erring: None) -> None:
    outcome = read(issued_round, in_sample=True)
    see(outcome.findings, Found("FAST_READING_DIFFERS", address(issued_round, f"{BANDS}:done")))
    assert figures_of(issued_round, outcome) == {"done": 38, "total": 40}


def test_without_the_sample_the_other_reader_still_sees_it(issued_round: Round, erring: None) -> None:
    """python-calamine reads every cell as well: a wrong figure never passes as a claim."""
    outcome = read(issued_round, in_sample=False)
    assert "READERS_DISAGREE" in {each.code for each in outcome.findings}
    assert "done" not in figures_of(issued_round, outcome)


def test_the_fast_way_can_be_switched_off(
    issued_round: Round, erring: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SWITCH, "1")
    outcome = read(issued_round, in_sample=False)
    assert outcome.findings == ()
    assert figures_of(issued_round, outcome) == {"done": 38, "total": 40}


def test_a_clean_form_is_read_alike_both_ways(issued_round: Round, clean: bytes) -> None:
    one = issued_round.take_file(ReturnedFile("phieu.xlsx", clean))
    both = issued_round.take_file(ReturnedFile("phieu.xlsx", clean, in_sample=True))
    assert one == both and both.findings == ()


def whether_in_sample(file: ReturnedFile, shared: None) -> tuple[str, bool]:
    return file.name, file.in_sample


def never(file: ReturnedFile, why: object) -> tuple[str, bool]:
    raise AssertionError(why)


def test_the_first_file_of_a_run_and_every_fiftieth_after_it_are_in_the_sample() -> None:
    skipped = [ReturnedFile(".~lock.0#"), ReturnedFile("broken.zip", refused=finding("FILE_DAMAGED"))]
    files = [*skipped, *(ReturnedFile(str(number)) for number in range(2 * EVERY + 3))]
    told: Sequence[tuple[str, bool]] = list(Reader(whether_in_sample, never).read_all(files, None))
    assert [name for name, in_sample in told if in_sample] == ["0", str(EVERY), str(2 * EVERY)]
    assert EVERY == 50
