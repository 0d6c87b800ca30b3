"""What counted before is never withdrawn without a word: a folder that is gone, a file that is gone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from cchc.consent import NotAgreed, agree
from cchc.errors import CchcError
from generator.render import Typed
from macros_py.steps import consolidate as module
from macros_py.steps.appraise.issue import issue_round
from macros_py.steps.appraise.merge import merge_forms
from macros_py.steps.consolidate import consolidate, read_returns
from tests.appraisal.rounds import DAY, Appraising
from tests.losing.trees import OF_A_RUN, results, tree
from tests.support.findings import recorded
from tests.support.rounds import read_csv

Step = Callable[[Path], object]


def consolidated(root: Path) -> object:
    return consolidate(root, DAY)


def merged(root: Path) -> object:
    return merge_forms(root, DAY)


def issued(root: Path) -> object:
    return issue_round(root, "explanation", DAY)


def read(root: Path) -> object:
    return read_returns(root, DAY)


@pytest.mark.parametrize(
    ("folder", "step"),
    [
        ("nop-ve", consolidated),
        ("nop-ve", read),
        ("nop-ve", issued),
        ("tham-dinh/nop-ve", consolidated),
        ("tham-dinh/nop-ve", read),
        ("tham-dinh/nop-ve", merged),
        ("tham-dinh/nop-ve", issued),
        ("khao-sat", consolidated),
        ("khao-sat", read),
    ],
)
@pytest.mark.parametrize("how", ["gone", "dangling link", "a file"])
def test_a_missing_folder_is_an_error_and_nothing_changes(
    finished: Appraising, folder: str, step: Step, how: str
) -> None:
    """Renamed, on a drive that is not connected: not the same as empty."""
    place = finished.root / folder
    shutil.move(place, place.with_name("doi-ten"))
    if how == "dangling link":
        place.symlink_to(finished.root / "khong-co", target_is_directory=True)
    elif how == "a file":
        place.write_bytes(b"")
    before = tree_without_links(finished.root)
    with pytest.raises(CchcError, match=folder.rpartition("/")[2]):
        step(finished.root)
    assert tree_without_links(finished.root) == before


def tree_without_links(root: Path) -> dict[str, str]:
    links = {path.name for path in root.rglob("*") if path.is_symlink()}
    return tree(root, OF_A_RUN | links)


def test_a_return_that_went_is_asked_about(finished: Appraising) -> None:
    unit = finished.units[0]
    name = finished.opened.campaign.unit_by_code[unit].name
    before = tree(finished.root, OF_A_RUN)
    forms = [
        each for each in before if each.startswith("ket-qua/phieu-ket-qua/") and before[each] != "folder"
    ]
    assert len(forms) == 2
    (finished.root / f"nop-ve/xa/{unit}.xlsx").rename(finished.root / "cat-di.xlsx")
    with pytest.raises(NotAgreed, match=f"1 đơn vị.*{name}"):
        consolidate(finished.root, DAY)
    assert (
        results(finished.root).items()
        <= {key.removeprefix("ket-qua/"): sha for key, sha in before.items()}.items()
    )

    done = consolidate(finished.root, DAY, ask=agree)
    assert [
        (each.code, each.unit_code, recorded(each).found)
        for each in done.findings
        if "REMOVED" in each.code
    ] == [("UNIT_RETURN_REMOVED", unit, f"xa/{unit}.xlsx")]
    now = results(finished.root)
    (aside,) = (each for each in now if each.startswith("luu-lai/") and each.endswith(".xlsx"))
    (gone,) = (each for each in forms if each.removeprefix("ket-qua/") not in now)
    assert now[aside] == before[gone]

    again = consolidate(finished.root, DAY)
    assert results(finished.root) == now and again.kept == ()

    (finished.root / "cat-di.xlsx").rename(finished.root / f"nop-ve/xa/{unit}.xlsx")
    consolidate(finished.root, DAY)
    back = {name: sha for name, sha in results(finished.root).items() if not name.startswith("luu-lai")}
    assert {f"ket-qua/{name}": sha for name, sha in back.items()} == {
        name: sha for name, sha in before.items() if name.startswith("ket-qua/")
    }


def test_all_returns_gone_leaves_all_results(finished: Appraising) -> None:
    """The folder was emptied, as by a cleaning program."""
    shutil.rmtree(finished.root / "nop-ve/xa")
    before = results(finished.root)
    with pytest.raises(NotAgreed, match="2 đơn vị"):
        consolidate(finished.root, DAY)
    assert results(finished.root) == before


@pytest.mark.parametrize("lost", [".cchc/tham-dinh", "khao-sat/department-remarks-2023.json"])
def test_a_lost_record_is_no_record_that_was_never_made(finished: Appraising, lost: str) -> None:
    before = results(finished.root)
    shutil.move(finished.root / lost, finished.root / "cat-di")
    with pytest.raises(CchcError):
        consolidate(finished.root, DAY)
    assert results(finished.root) == before
    shutil.move(finished.root / "cat-di", finished.root / lost)
    consolidate(finished.root, DAY)
    assert results(finished.root) == before


def test_a_unit_struck_from_the_list_is_asked_about(
    finished: Appraising, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = finished.opened
    fewer = replace(opened, campaign=replace(opened.campaign, units=opened.campaign.units[1:]))
    monkeypatch.setattr(module, "open_campaign", lambda root: fewer)
    before = results(finished.root)
    with pytest.raises(NotAgreed, match=finished.units[0]):
        consolidate(finished.root, DAY)
    assert results(finished.root) == before


def test_answers_that_lie_unread_are_said_wherever_a_figure_is(finished: Appraising) -> None:
    """After an agency's corrected form: consolidate and status run alone, as the guide tells people."""
    assert "phiếu thẩm định" not in str(read_returns(finished.root, DAY).results.provisional)
    unit = finished.units[0]
    form = finished.out("first", "PNV")
    cut: dict[str, Typed] = {f"1.1.1@{unit}:score": Fraction(0), f"1.1.1@{unit}:remark": "Chưa ban hành"}
    finished.put_back("first-PNV.xlsx", finished.filled(form, finished.agreeing(form, cut)))
    done = consolidate(finished.root, DAY)
    (found,) = (each for each in done.findings if each.code == "APPRAISAL_UNREAD")
    assert (
        "tệp mới hoặc đã thay: first-PNV.xlsx" in recorded(found).found
        and "nay không còn: first-PNV.xlsx" in recorded(found).found
    )
    assert any("chưa được ghi nhận" in words.vi for words in done.results.provisional)
    book = (finished.root / "ket-qua/xep-hang.xlsx").read_bytes()
    merge_forms(finished.root, DAY)
    done = consolidate(finished.root, DAY)
    assert not [each for each in done.findings if each.code == "APPRAISAL_UNREAD"]
    assert not any("chưa được ghi nhận" in words.vi for words in done.results.provisional)
    assert (finished.root / "ket-qua/xep-hang.xlsx").read_bytes() != book
    rows = read_csv(finished.root / "ket-qua/diem.csv")
    (row,) = (each for each in rows if (each["unit_code"], each["criterion_code"]) == (unit, "1.1.1"))
    assert row["first_appraisal"] == "0"
