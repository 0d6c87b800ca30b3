"""A second run goes on from what was taken in, and gives the same bytes as one that reads everything."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from cchc.language import choose
from consolidator.files import ReturnedFile
from consolidator.taken import take_in_all
from macros_py.steps import intake as step
from macros_py.steps.progress import with_progress
from tests.intake.spoiling import filled
from tests.support.findings import recorded
from tests.support.rounds import Round, full_values

RESULTS = ("xep-hang.csv", "diem.csv", "phat-hien.jsonl", "so-nhan.csv", "xep-hang.xlsx")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are really read, as runs go."""
    names: list[str] = []
    real = take_in_all

    def noting(files: Sequence[ReturnedFile], context: Any) -> Any:
        names.extend(file.name for file in files)
        return real(files, context)

    monkeypatch.setattr(step, "take_in_all", noting)
    return names


def results(round_: Round) -> dict[str, bytes]:
    return {name: (round_.opened.folder.results / name).read_bytes() for name in RESULTS}


def returned(round_: Round) -> None:
    first, second, third = round_.units
    round_.put("a.xlsx", round_.form(full_values(round_.criteria), first))
    round_.put("b.xlsx", filled(round_, {"1.1.2:done": Fraction(99999)}))
    round_.put("c.xlsx", round_.form({"1.1.2:done": Fraction(1), "1.1.2:total": Fraction(3)}, second))
    round_.put("d.xlsx", b"no workbook")
    round_.put("~$a.xlsx", b"x")
    round_.put("e/f.xlsx", round_.form(full_values(round_.criteria), third))


def test_what_was_taken_in_is_not_read_again(fresh_round: Round, read: list[str]) -> None:
    returned(fresh_round)
    fresh_round.consolidate()
    assert sorted(read) == ["a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx", "e/f.xlsx", "~$a.xlsx"]
    whole = results(fresh_round)
    read.clear()
    fresh_round.consolidate()
    assert read == ["~$a.xlsx"]
    assert results(fresh_round) == whole


def test_a_renamed_file_is_known_and_a_changed_one_read(fresh_round: Round, read: list[str]) -> None:
    returned(fresh_round)
    fresh_round.consolidate()
    read.clear()
    folder = fresh_round.opened.folder.returned
    (folder / "a.xlsx").rename(folder / "z.xlsx")
    fresh_round.put(
        "c.xlsx",
        fresh_round.form({"1.1.2:done": Fraction(2), "1.1.2:total": Fraction(3)}, fresh_round.units[1]),
    )
    done = fresh_round.consolidate()
    assert read == ["c.xlsx", "~$a.xlsx"]
    assert "z.xlsx" in {each.file for each in done.receipts}
    assert not any(each.file == "a.xlsx" for each in done.findings)


def test_another_language_of_the_screen_reads_nothing_anew(fresh_round: Round, read: list[str]) -> None:
    returned(fresh_round)
    fresh_round.consolidate()
    read.clear()
    choose("en")
    try:
        done = fresh_round.consolidate()
    finally:
        choose("vi")
    assert read == ["~$a.xlsx"]
    said = next(each for each in done.findings if each.file == "d.xlsx")
    assert recorded(said).message.startswith("Không phải sổ Excel")


def test_an_interrupted_run_keeps_what_it_read(
    fresh_round: Round, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    returned(fresh_round)
    real = with_progress

    def stopping(items: Any, progress: Any, size: int) -> Any:
        for number, item in enumerate(real(items, progress, size)):
            if number == 3:
                raise KeyboardInterrupt
            yield item

    monkeypatch.setattr(step, "with_progress", stopping)
    with pytest.raises(KeyboardInterrupt):
        fresh_round.consolidate()
    assert not any(fresh_round.opened.folder.results.iterdir())
    monkeypatch.setattr(step, "with_progress", real)
    read.clear()
    fresh_round.consolidate()
    assert len(read) < 6 and "a.xlsx" not in read


@pytest.mark.parametrize("seed", range(4))
def test_the_result_does_not_depend_on_what_was_known(
    fresh_round: Round, tmp_path: Path, seed: int
) -> None:
    """Some files known from an earlier run or none: the same bytes."""
    returned(fresh_round)
    folder = fresh_round.opened.folder.returned
    aside = tmp_path / "aside"
    aside.mkdir()
    hidden = [
        path for number, path in enumerate(sorted(folder.glob("?.xlsx"))) if (seed >> (number % 2)) & 1
    ]
    for path in hidden:
        shutil.move(path, aside / path.name)
    fresh_round.consolidate()
    for path in hidden:
        shutil.move(aside / path.name, path)
    fresh_round.consolidate()
    gone_on = results(fresh_round)
    fresh_round.opened.folder.history_file.unlink()
    fresh_round.opened.folder.read_cache_file.unlink()
    fresh_round.consolidate()
    assert results(fresh_round) == gone_on


@pytest.mark.long
def test_a_hundred_orders_give_the_same_bytes(fresh_round: Round) -> None:
    """The same files, dropped in in another order under the eyes of no earlier run."""
    returned(fresh_round)
    folder = fresh_round.opened.folder
    files = {
        path.relative_to(folder.returned): path.read_bytes()
        for path in folder.returned.rglob("*")
        if path.is_file()
    }
    seen = set()
    for seed in range(100):
        shutil.rmtree(folder.returned)
        order = list(files)
        random.Random(seed).shuffle(order)
        for name in order:
            fresh_round.put(str(name), files[name])
        folder.history_file.unlink(missing_ok=True)
        folder.read_cache_file.unlink(missing_ok=True)
        fresh_round.consolidate()
        seen.add(tuple(results(fresh_round).values()))
    assert len(seen) == 1
