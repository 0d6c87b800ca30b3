"""The supervised pool: what one item does to its worker costs that item and nothing else."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from cchc.identity import Sealer
from cchc.language import Language, choose
from consolidator.pool import Pool, Stopped
from consolidator.supervised import Reader, read_safely
from consolidator.taken import take_in_all
from tests.support.findings import recorded
from tests.support.rounds import Round, full_values

from .pool_work import what_is_empty, what_is_refused, work
from .proof import Found, proves, see_refused


def results(items: list[str], time_limit: float = 60) -> list[str | Stopped]:
    return list(Pool(work, "x", time_limit).run(items, len(items)))


def test_results_keep_the_order_of_their_items() -> None:
    items = [str(number) for number in range(40)]
    assert results(items) == [f"x-{item}" for item in items]
    assert results([]) == []


@pytest.mark.parametrize("fatal", ["exit", "crash"])
def test_a_death_costs_one_item(fatal: str) -> None:
    items = ["a", fatal, *(str(number) for number in range(20))]
    expected = [f"x-{item}" for item in items]
    assert results(items) == [expected[0], Stopped("death"), *expected[2:]]


def test_a_hang_costs_one_item_and_its_time() -> None:
    assert results(["a", "hang", "b"], time_limit=1.5) == ["x-a", Stopped("time"), "x-b"]


def test_what_swells_costs_one_item() -> None:
    assert results(["a", "swell", "b"]) == ["x-a", Stopped("memory"), "x-b"]


def test_a_death_by_accident_is_tried_again(tmp_path: Path) -> None:
    item = f"once:{tmp_path / 'mark'}"
    assert results([item]) == [f"x-{item}"]


def test_a_sealer_can_be_handed_to_a_worker() -> None:
    import pickle

    sealer = Sealer(bytes(32))
    assert pickle.loads(pickle.dumps(sealer)).public_key == sealer.public_key


@proves("FILE_STOPS_READING")
def test_a_worker_that_does_not_come_back_is_a_finding(
    issued_round: Round, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from consolidator.files import ReturnedFile

    def never(self: object, items: object, size: int) -> list[Stopped]:
        return [Stopped("time"), Stopped("memory"), Stopped("death")]

    monkeypatch.setattr(Pool, "run", never)
    files = [ReturnedFile(f"{number}.xlsx", b"PK") for number in range(3)]
    outcomes = [
        each.receipt(file.name)
        for file, each in zip(files, take_in_all(files, issued_round.context), strict=True)
    ]
    for each in outcomes:
        see_refused(each, Found("FILE_STOPS_READING", "", "", recorded(each.findings[0]).found))
    assert len({recorded(each.findings[0]).found for each in outcomes}) == 3


@proves("FILE_NOT_UNDERSTOOD")
def test_a_fault_of_ours_is_told_and_stops_nothing(
    issued_round: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    from consolidator import take_in, taken
    from consolidator.files import ReturnedFile

    def faulty(*_: object) -> None:
        raise KeyError("nobody thought of this")

    monkeypatch.setattr(take_in, "open_workbook", faulty)
    reader = Reader(taken._take_in, taken._refused)
    outcome = read_safely((reader, issued_round.context), ReturnedFile("a.xlsx", b"PK")).receipt("a.xlsx")
    see_refused(outcome, Found("FILE_NOT_UNDERSTOOD", "", "", recorded(outcome.findings[0]).found))
    assert "nobody thought of this" in recorded(outcome.findings[0]).message


def test_a_zip_is_opened_and_a_workbook_read_where_it_is_worked_on(
    issued_round: Round, tmp_path: Path
) -> None:
    from consolidator.files import returned_files

    form = issued_round.form(full_values(issued_round.criteria))
    (tmp_path / "alone.xlsx").write_bytes(form)
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w") as package:
        package.writestr("xã/phiếu.xlsx", form)
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as package:
        package.write(inner, "gửi lại/inner.zip")
    inner.unlink()
    files = list(returned_files(tmp_path))
    assert [(each.name, each.path is not None) for each in files] == [
        ("alone.xlsx", True),
        ("outer.zip/gửi lại/inner.zip/xã/phiếu.xlsx", False),
    ]
    assert [each.receipt("").unit_code for each in take_in_all(files, issued_round.context)] == [
        issued_round.units[0]
    ] * 2


def test_workers_make_the_same_record_whatever_the_screen_speaks() -> None:
    from consolidator.files import ReturnedFile

    reader = Reader(what_is_empty, what_is_refused)
    said: list[str] = []
    languages: tuple[Language, ...] = ("en", "vi")
    for language in languages:
        choose(language)
        said += reader.read_all([ReturnedFile("a.xlsx")], "x")
    assert said == ["x: Tệp rỗng (0 byte)."] * 2
