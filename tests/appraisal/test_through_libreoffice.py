"""Every kind of appraisal form saved by LibreOffice: merged in any order, twice, with an agency missing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from cchc.results.model import NOT_APPRAISED
from generator.render import Typed
from macros_py.steps.status import return_board
from tests.appraisal.rounds import DAY, Appraising, claimed, points, start_appraising
from tests.support.engines import saved_by_libreoffice
from tests.support.findings import recorded

AGENCIES = ("PNV", "VP", "PTP", "PTCKH", "PVHTT", "PKTHT")
LATE = "PKTHT"
Said = dict[tuple[str, ...], tuple[object, ...]]


def said(round_: Appraising) -> Said:
    """What counts by now, whatever file it came in."""
    return {tuple(slot): entry.said for slot, entry in round_.appraisal.entries.items()}


def through_libreoffice(round_: Appraising, folder: Path, pattern: str) -> None:
    """Replace returned forms by what LibreOffice makes of them, under names that sort in another order."""
    files = sorted(round_.opened.folder.appraisal_returned.glob(pattern))
    names = [f"{number:02d}-{folder.name}.xlsx" for number in range(len(files))]
    random.Random(7).shuffle(names)
    for file, saved, name in zip(files, saved_by_libreoffice(files, folder), names, strict=True):
        file.unlink()
        file.with_name(name).write_bytes(saved.read_bytes())


def hold(round_: Appraising, tmp_path: Path, saves: bool) -> list[Said]:
    """First appraisal, explanations, board: what counts after each, and after one agency's late answer."""

    def merged(pattern: str, step: str) -> Said:
        if saves:
            through_libreoffice(round_, tmp_path / step, pattern)
        first = round_.merge()
        assert {each.severity for each in first.findings} <= {"note"}, first.findings
        assert round_.merge().changes == ()
        return said(round_)

    a, b, _ = round_.units
    cuts: dict[str, Typed] = {
        f"1.1.1@{a}:score": points("0.5"),
        f"1.1.1@{a}:remark": "Ban hành ngày 05/02, chậm so với “kế hoạch” & hướng dẫn",
        f"1.4.2@{b}:score": points("0"),
        f"1.4.2@{b}:remark": "Có phát sinh",
    }
    round_.issue("first")
    for agency in AGENCIES:
        if agency != LATE:
            round_.answer("first", agency, cuts if agency == "PNV" else None)
    steps = [merged("first-*.xlsx", "first")]
    after = round_.consolidate(DAY)
    assert NOT_APPRAISED in after.results.provisional
    named = [recorded(each).expected for each in after.findings if each.code == "APPRAISAL_OUTSTANDING"]
    assert named == ["Phòng Kinh tế - Hạ tầng huyện Hớn Quản (thẩm định lần 1)"]
    owed = return_board(round_.root, DAY).outstanding
    assert [each.party.who for each in owed if each.blocks] == [LATE]
    round_.answer("first", LATE)
    steps.append(merged(f"first-{LATE}.xlsx", "late"))
    round_.issue("explanation")
    text: dict[str, Typed] = {
        f"1.1.1@{a}:explained": "Kế hoạch ký ngày 30/01\nphát hành ngày 31/01",
        f"1.1.1@{a}:more_evidence": "KH 02/KH-UBND",
    }
    round_.answer("explanation", a, text)
    round_.answer("explanation", b)
    steps.append(merged("explanation-*.xlsx", "explanation"))
    round_.issue("second")
    round_.answer("second", "PNV", {f"1.1.1@{a}:agree": "Giữ điểm lần 1"})
    steps.append(merged("second-*.xlsx", "second"))
    round_.issue("board")
    decided: dict[str, Typed] = {f"1.1.1@{a}:agree": "Theo đơn vị", f"1.4.2@{b}:agree": "Theo thẩm định"}
    round_.answer("board", "", decided)
    steps.append(merged("board-*.xlsx", "board"))
    return steps


@pytest.mark.libreoffice
def test_forms_saved_by_libreoffice_say_the_same(tmp_path: Path) -> None:
    """The twin whose forms never saw LibreOffice ends in the same entries and figures, step by step."""
    twins = []
    for saves in (True, False):
        round_ = start_appraising(tmp_path / str(saves) / "dot", 3)
        a, b, c = round_.units
        absent: dict[str, Typed | None] = {
            "1.4.2:choice": "Không phát sinh",
            "1.4.2:done": None,
            "1.4.2:total": None,
        }
        rate: dict[str, Typed | None] = {"1.3.2:done": points("5"), "1.3.2:total": points("7")}
        claimed(round_, {a: rate, b: absent, c: {}})
        steps = hold(round_, tmp_path / "saved", saves)
        results = round_.consolidate(DAY).results
        assert NOT_APPRAISED not in results.provisional
        twins.append(
            (steps, [(each.whole.achieved, each.whole.possible, each.rank) for each in results.units])
        )
    assert twins[0] == twins[1]
    # By hand: a keeps its claim (78 + 5/7), b loses the point it said had not arisen (78 of 79), c has all.
    assert twins[0][1] == [
        (points("551/7"), points("79"), 2),
        (points("78"), points("79"), 3),
        (points("79"), points("79"), 1),
    ]
