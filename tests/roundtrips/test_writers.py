"""No form is refused, and no figure lost or changed, because another program saved it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc.returns.receipt import REJECTED
from cchc.returns.unit_form import UnitReceipt
from tests.mutations.bases import Base, filled_form
from tests.mutations.judging import same_figures
from tests.support.rounds import Round

from .kept import kept
from .writers import WRITERS

FEW, MANY = 3, 100

MAY_BE_SAID = {"CACHED_FIGURES_MISSING", "SHEET_UNPROTECTED"}
"""What may be said of a form that was only saved again: notes, no remarks."""


def wrong_after_save(issued: Round, bases: list[Base], writer: str, folder: Path) -> dict[str, list[str]]:
    """What is wrong with forms saved by a program: by form, everything but silence and its truth."""
    files, target = [], folder / "luu"
    (folder / "dien").mkdir()
    target.mkdir()
    for number, base in enumerate(bases):
        files.append(folder / "dien" / f"phieu {number:03}.xlsx")
        files[-1].write_bytes(base.content)
    saved = WRITERS[writer](files, target)
    print(f"\n{writer}: {len(saved)} forms")
    if saved[0].suffix == ".xlsx":
        lost = {feature for feature, there in kept(saved[0].read_bytes()).items() if not there}
        print(lost or "loses nothing")
    judged = {
        file.name: _wrong(issued.take(file.read_bytes(), file.name), base)
        for file, base in zip(saved, bases, strict=True)
    }
    return {name: faults for name, faults in judged.items() if faults}


def _wrong(outcome: UnitReceipt, base: Base) -> list[str]:
    other_format = set() if outcome.file.endswith(".xlsx") else {"FILE_OTHER_FORMAT"}
    faults = sorted({each.code for each in outcome.findings} - MAY_BE_SAID - other_format)
    if outcome.verdict == REJECTED or outcome.reading is None:
        return ["refused", *faults]
    changed = [
        code
        for code, claim in outcome.reading.claims.items()
        if not same_figures(claim, base.truth[code]) or claim.remark != base.truth[code].remark
    ]
    return faults + changed + ([] if outcome.unit_code == base.unit else [outcome.unit_code])


@pytest.mark.parametrize("writer", list(WRITERS))
def test_a_few_forms_saved_by_another_program(issued_round: Round, writer: str, tmp_path: Path) -> None:
    bases = [filled_form(issued_round, seed) for seed in range(FEW)]
    assert wrong_after_save(issued_round, bases, writer, tmp_path) == {}


@pytest.mark.long
@pytest.mark.parametrize("writer", list(WRITERS))
def test_a_hundred_forms_saved_by_another_program(issued_round: Round, writer: str, tmp_path: Path) -> None:
    bases = [filled_form(issued_round, seed) for seed in range(MANY)]
    assert wrong_after_save(issued_round, bases, writer, tmp_path) == {}


def test_a_form_as_issued_has_every_feature(issued_round: Round) -> None:
    """Else the table of what programs lose would be wrong."""
    assert [feature for feature, there in kept(issued_round.form()).items() if not there] == []
