"""The form that tells a unit its result: every line, what it came to and why."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from generator.render import Typed
from tests.appraisal.rounds import DAY, Appraising, claimed, start_appraising
from tests.support.engines import saved_by_libreoffice
from tests.support.recalculated import assert_recalculates

AGENCIES = ("PNV", "VP", "PTP", "PTCKH", "PVHTT", "PKTHT")
MAX, COUNTED, SELF, ACHIEVED, LOST, REMARK = range(2, 8)
Row = tuple[object, ...]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Appraising:
    """Three communes, each with a bonus of 4 (cap 3) and no penalty: 1.1.1 of the first is cut from 1 to 0.5,
    the second says that 1.4.2 did not arise, which is agreed; the third has returned nothing.
    """
    round_ = start_appraising(tmp_path_factory.mktemp("ket-qua") / "dot", 3, sections=True)
    first, second, _ = round_.units
    calm: dict[str, Typed | None] = {"10.1:done": Fraction(0), "10.2:choice": "Không"}
    absent: dict[str, Typed | None] = {
        "1.4.2:choice": "Không phát sinh",
        "1.4.2:done": None,
        "1.4.2:total": None,
    }
    claimed(round_, {first: calm, second: {**calm, **absent}})
    round_.issue("first")
    cut: dict[str, Typed] = {
        f"1.1.1@{first}:score": Fraction("0.5"),
        f"1.1.1@{first}:remark": "Ban hành ngày 05/02",
    }
    for agency in AGENCIES:
        round_.answer("first", agency, cut if agency == "PNV" else None)
    round_.merge()
    round_.consolidate(DAY)
    return round_


def form_of(round_: Appraising, unit: str) -> Path:
    (found,) = round_.opened.folder.results.glob(f"phieu-ket-qua/*/*-{unit}.xlsx")
    return found


def rows_of(path: Path) -> dict[str, Row]:
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    return {str(row[0]): row for row in sheet.iter_rows(min_row=10, values_only=True) if row[0]}


def test_what_was_lost_and_why(done: Appraising) -> None:
    rows = rows_of(form_of(done, done.units[0]))
    assert set(done.criteria.codes) <= rows.keys()
    cut = rows["1.1.1"]
    assert cut[MAX:REMARK] == (1, 1, 1, 0.5, 0.5)
    assert cut[REMARK] == (
        "Giảm 0,50 điểm so với tự đánh giá.\n"
        "Thẩm định lần 1: Phòng Nội vụ huyện Hớn Quản: 0,5. Ban hành ngày 05/02"
    )
    assert rows["1"][MAX:LOST] == (14, 14, 14, 13.5)
    assert rows["9"][MAX:REMARK] == (3, None, 3, 3, None)
    assert rows["10"][MAX:REMARK] == (2, None, 0, 0, 0)


def test_every_line_has_a_remark(done: Appraising) -> None:
    for unit in done.units[:2]:
        rows = rows_of(form_of(done, unit))
        assert [code for code in done.criteria.leaf_by_code if not rows[code][REMARK]] == []
        assert rows["5.5.1"][REMARK] == (
            "Điều tra xã hội học (nhận xét, đánh giá của các phòng chuyên môn huyện). Chưa có kết quả điều tra."
        )


def test_a_line_that_does_not_count(done: Appraising) -> None:
    row = rows_of(form_of(done, done.units[1]))["1.4.2"]
    assert row[MAX:] == (1, 0, None, None, None, "Không phát sinh, không tính vào điểm tối đa.")


def test_the_heading_tells_index_rank_and_what_is_provisional(done: Appraising) -> None:
    """First: 78.5 + 3 = 81.5 of 79, 103.16 %. Second: 78 + 3 of 78, 103.85 %."""
    text = str(openpyxl.load_workbook(form_of(done, done.units[0])).worksheets[0]["A7"].value)
    assert "Chỉ số 103,16%: 81,50 điểm trên 79 điểm được tính. Xếp hạng 2/2 của khối" in text
    assert text.endswith("Số liệu tạm tính, chưa có điểm điều tra xã hội học.")


def test_everything_is_locked(done: Appraising) -> None:
    sheet = openpyxl.load_workbook(form_of(done, done.units[0])).worksheets[0]
    assert sheet.protection.sheet and sheet.protection.hashValue
    assert all(cell.protection.locked for row in sheet.iter_rows() for cell in row)


def test_a_form_goes_when_it_is_no_longer_due(tmp_path: Path) -> None:
    """Nothing is told before the appraisal of a unit is done, nor of one whose claim has changed since."""
    round_ = start_appraising(tmp_path / "d", 2)
    claimed(round_, {unit: {} for unit in round_.units})
    round_.issue("first")
    told = round_.opened.folder.results / "phieu-ket-qua"
    round_.consolidate(DAY)
    assert not list(told.rglob("*.xlsx"))
    for agency in AGENCIES:
        round_.answer("first", agency)
    round_.merge()
    round_.consolidate(DAY)
    assert len(list(told.rglob("*.xlsx"))) == 2
    claimed(round_, {round_.units[0]: {"2.1.1:done": Fraction(1)}})
    round_.consolidate(DAY)
    (left,) = told.rglob("*.xlsx")
    assert round_.units[1] in left.name


@pytest.mark.libreoffice
def test_libreoffice_computes_the_same(done: Appraising, tmp_path: Path) -> None:
    files = [form_of(done, unit) for unit in done.units[:2]]
    for ours, theirs in zip(files, saved_by_libreoffice(files, tmp_path / "saved"), strict=True):
        assert assert_recalculates(ours, theirs) > 150
