"""What people made or changed is never overwritten or deleted by any verb: it is kept and named."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc.campaign.panel import panel_of
from cchc.campaign.reading import Row
from cchc.consent import NotAgreed, agree
from cchc.errors import BrokenInput, CchcError
from generator.lock import campaign_lock
from macros_py.cli import main
from macros_py.demo.run import run_demo
from macros_py.steps.consolidate import consolidate, read_returns
from macros_py.steps.criteria import export_set, print_set
from macros_py.steps.generate import issue_forms
from macros_py.steps.init import make_campaign
from macros_py.steps.reissue import undo_reissue
from tests.appraisal.rounds import DAY, Appraising
from tests.losing.trees import OF_A_RUN, results, tree
from tests.support.findings import recorded
from tests.support.issued import unit_form
from tests.support.rounds import KEY, Round, full_values
from workbook_templates.library import preset
from workbook_templates.unit_form.slots import slots_as_issued


def test_results_a_person_worked_on(finished: Appraising, capsys: pytest.CaptureFixture[str]) -> None:
    """A remark in the ranking workbook, an own workbook among the result forms, a corrected result form."""
    folder = finished.root / "ket-qua"
    before = results(finished.root)
    (form, _) = sorted((folder / "phieu-ket-qua").rglob("*.xlsx"))
    for path, content in (
        (folder / "xep-hang.xlsx", b"with remarks"),
        (form.with_name("bang rieng.xlsx"), b"mine"),
        (form, b"corrected"),
    ):
        path.write_bytes(content)
    with pytest.raises(SystemExit):
        main(["consolidate", str(finished.root)])
    now = results(finished.root)
    assert {name for name, sha in before.items() if now.get(name) != sha} <= {
        "xep-hang.xlsx"
    }  # names its day
    kept = {
        name: (folder / name).read_bytes() for name in now.keys() - before.keys() if now[name] != "folder"
    }
    assert sorted(kept.values()) == [b"corrected", b"mine", b"with remarks"]
    told = capsys.readouterr().out.replace("\n", "").replace(" ", "")
    for name in kept:
        assert name.replace(" ", "") in told


def test_a_form_filled_in_where_it_was_issued(fresh_round: Round) -> None:
    """Blank forms written again would blank it."""
    (path,) = (fresh_round.root / "phat-hanh").rglob(f"{fresh_round.units[0]}-*.xlsx")
    filled = fresh_round.form(full_values(fresh_round.criteria))
    path.write_bytes(filled)
    report = issue_forms(fresh_round.root)
    assert path.read_bytes() == filled and len(report.files) == 2
    assert [(each.code, each.unit_code) for each in report.findings] == [
        ("UNIT_FILLED_WHERE_ISSUED", fresh_round.units[0])
    ]
    found = [
        each
        for each in read_returns(fresh_round.root, DAY).findings
        if each.code == report.findings[0].code
    ]
    assert [each.file for each in found] == [path.relative_to(fresh_round.root).as_posix()]
    fresh_round.put("a.xlsx", path.read_bytes())
    path.unlink()
    issue_forms(fresh_round.root)
    assert path.exists() and path.read_bytes() != filled
    assert not [each for each in read_returns(fresh_round.root, DAY).findings if each.code == found[0].code]


def test_a_changed_form_makes_room_for_a_new_issue_and_is_kept(fresh_round: Round) -> None:
    unit = fresh_round.units[0]
    (path,) = (fresh_round.root / "phat-hanh").rglob(f"{unit}-*.xlsx")
    path.write_bytes(b"filled in")
    report = issue_forms(fresh_round.root, reissue=True, only=[unit])
    (aside,) = report.set_aside
    assert aside.read_bytes() == b"filled in" and path.read_bytes() != b"filled in"


def test_a_reissue_says_what_it_voids_and_is_undone(finished: Appraising) -> None:
    before = tree(finished.root, OF_A_RUN)
    unit = finished.units[0]
    with pytest.raises(NotAgreed) as asked:
        issue_forms(finished.root, reissue=True, only=[unit])
    name = finished.opened.campaign.unit_by_code[unit].name
    assert (
        f"1 đơn vị đã nộp phiếu và được tính; phiếu đã nộp sẽ không còn giá trị, các đơn vị phải nộp lại: {name}"
        in str(asked.value)
    )
    assert "6 phiếu thẩm định đã phát hành" in str(asked.value) and "71 ý kiến" in str(asked.value)
    assert tree(finished.root, OF_A_RUN) == before

    issue_forms(finished.root, reissue=True, only=[unit], ask=agree)
    done = read_returns(finished.root, DAY)
    assert not done.results.units[0].scores.returned
    return_again(finished, unit)
    consolidate(finished.root, DAY)
    with pytest.raises(NotAgreed, match="1 đơn vị đã nộp phiếu"):
        undo_reissue(finished.root)

    undo_reissue(finished.root, agree)
    now = tree(finished.root, OF_A_RUN)
    out = {
        name: sha for name, sha in before.items() if name.startswith(("phat-hanh/", ".cchc/phat-hanh.json"))
    }
    assert (
        out.items() <= now.items() and {name for name in now if name.startswith("phat-hanh/")} <= out.keys()
    )
    (finished.root / "nop-ve/moi.xlsx").unlink()
    consolidate(finished.root, DAY, ask=agree)
    assert {
        f"ket-qua/{name}": sha for name, sha in results(finished.root).items() if "luu-lai" not in name
    } == {name: sha for name, sha in before.items() if name.startswith("ket-qua/")}
    report = issue_forms(finished.root, reissue=True, only=[unit], ask=agree)
    assert report.reissued == 1
    assert finished.opened.folder.read_manifest()[unit].issue == 3, "a number that went out is given twice"


def return_again(round_: Appraising, unit: str) -> None:
    """The unit fills in the form it has now."""
    opened = round_.opened
    slots = slots_as_issued(opened.folder.read_manifest()[unit], opened.sealer)
    lock, panel = campaign_lock(opened.sealer), panel_of(opened.campaign)
    values = full_values(round_.criteria)
    round_.put("moi.xlsx", unit_form(round_.criteria, slots, lock, values, panel))


def test_nothing_to_undo(fresh_round: Round) -> None:
    with pytest.raises(CchcError, match="chưa phát hành lại"):
        undo_reissue(fresh_round.root, agree)


@pytest.mark.parametrize("write", [export_set, print_set])
def test_a_workbook_of_a_criteria_set_replaces_no_file(fresh_round: Round, write: object) -> None:
    control = fresh_round.opened.folder.control_workbook
    before = control.read_bytes()
    with pytest.raises(CchcError, match="Đã có tệp"):
        write("vinh-long-1877/phu-luc-iii", control)  # type: ignore[operator]
    assert control.read_bytes() == before


def test_a_demo_takes_no_folder_somebody_worked_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "demo"
    run_demo(root, 3, 1, preset_name="hon-quan-2023", to_the_end=False)
    first = tree(root, OF_A_RUN)
    consolidate(root, DAY, ask=agree)
    monkeypatch.chdir(root)
    run_demo(Path(), 3, 1, preset_name="hon-quan-2023", to_the_end=False)
    assert tree(root, OF_A_RUN) == first
    for name in ("nop-ve/them.xlsx", "so-dieu-hanh.xlsx"):
        kept = (root / name).read_bytes() if (root / name).exists() else None
        (root / name).write_bytes(b"mine")
        with pytest.raises(CchcError, match=name):
            run_demo(root, 3, 1, preset_name="hon-quan-2023")
        assert (root / name).read_bytes() == b"mine"
        if kept is None:
            (root / name).unlink()


def test_codes_that_would_share_files_are_refused(tmp_path: Path) -> None:
    chosen = preset("hon-quan-2023")
    agencies = [*chosen.tables["agencies"]]
    agencies.append(Row(len(agencies) + 1, {**agencies[0].cells, "code": "P-N.V", "criteria": "2"}))
    agencies.append(Row(len(agencies) + 1, {**agencies[0].cells, "code": "P.N-V", "criteria": "3"}))
    make_campaign(tmp_path / "dot", chosen, {**chosen.tables, "agencies": agencies}, key=KEY)
    with pytest.raises(BrokenInput) as refused:
        issue_forms(tmp_path / "dot")
    assert [(each.code, recorded(each).found) for each in refused.value.findings] == [
        ("CONTROL_CODES_ALIKE", "P.N-V")
    ]
