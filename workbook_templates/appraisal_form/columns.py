"""The columns of an appraisal form, round by round: claim beside appraised score, what was found before
between the two.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from cchc.appraisal.rounds import BOARD, EXPLANATION, FIRST, SECOND


@dataclass(frozen=True)
class AppraisalColumn:
    """A column's role in the plan, its heading, its width in characters."""

    role: str
    heading: str
    width: float
    hidden: bool = False


@dataclass(frozen=True)
class AppraisalColumns:
    """The columns of one round's form, in their order."""

    all: tuple[AppraisalColumn, ...]

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each role stands."""
        return {column.role: place for place, column in enumerate(self.all)}

    @cached_property
    def last_visible(self) -> int:
        return max(place for place, column in enumerate(self.all) if not column.hidden)

    @cached_property
    def last_printed(self) -> int:
        """Printed is all that is visible but for the working column "Kiểm tra"."""
        return self.places.get("check", self.last_visible + 1) - 1

    @property
    def widths(self) -> dict[int, float]:
        return {place: column.width for place, column in enumerate(self.all)}

    @property
    def headings(self) -> dict[int, str]:
        """The headings of the visible columns, by place."""
        return {place: column.heading for place, column in enumerate(self.all) if not column.hidden}

    @property
    def hidden(self) -> frozenset[int]:
        return frozenset(place for place, column in enumerate(self.all) if column.hidden)


_LEAF = AppraisalColumn("leaf", "Mã tiêu chí", 8)
_KEY = AppraisalColumn("code", "Mã dòng", 14, hidden=True)
_MAX = AppraisalColumn("max", "Điểm tối đa", 7.5)
_CLAIM = AppraisalColumn("claim", "Điểm tự đánh giá", 9.5)
_FIRST = (
    AppraisalColumn("first", "Thẩm định lần 1", 10.5),
    AppraisalColumn("first_remark", "Nhận xét lần 1", 24),
)
_EXPLAINED = (
    AppraisalColumn("explained", "Giải trình của đơn vị", 24),
    AppraisalColumn("more_evidence", "Tài liệu bổ sung", 18),
)
_SECOND = (
    AppraisalColumn("second", "Thẩm định lần 2", 10.5),
    AppraisalColumn("second_remark", "Nhận xét lần 2", 22),
)
_NARROW_EVIDENCE = 24
"""Characters, where more columns stand between the claim and the score."""

_UNIT = (
    _LEAF,
    AppraisalColumn("unit", "Mã đơn vị", 9),
    AppraisalColumn("name", "Đơn vị", 22),
    _MAX,
    AppraisalColumn("choice", "Lựa chọn", 18),
    AppraisalColumn("done", "Thực hiện", 9.5),
    AppraisalColumn("total", "Tổng số", 9.5),
    _CLAIM,
    AppraisalColumn("evidence", "Giải trình, tài liệu kiểm chứng", 34),
)


def _scoring(found: tuple[AppraisalColumn, ...], agree: str, score: str, remark: str) -> AppraisalColumns:
    own = (
        AppraisalColumn("agree", agree, 15),
        AppraisalColumn("score", score, 10),
        AppraisalColumn("remark", remark, 34),
        AppraisalColumn("result", "Điểm được tính", 9.5),
        AppraisalColumn("check", "Kiểm tra", 22),
        AppraisalColumn("previous", "Điểm thẩm định trước", 9, hidden=True),
        AppraisalColumn("entered", "Đã nhập", 9, hidden=True),
        _KEY,
    )
    unit = _UNIT if not found else (*_UNIT[:-1], replace(_UNIT[-1], width=_NARROW_EVIDENCE))
    return AppraisalColumns((*unit, *found, *own))


COLUMNS = {
    FIRST.key: _scoring((), "Đồng ý", "Điểm thẩm định", "Nhận xét, lý do"),
    EXPLANATION.key: AppraisalColumns(
        (
            _LEAF,
            AppraisalColumn("name", "Tiêu chí, tiêu chí thành phần", 46),
            _MAX,
            _CLAIM,
            *_FIRST,
            AppraisalColumn("explained", "Giải trình", 44),
            AppraisalColumn("more_evidence", "Tài liệu kiểm chứng bổ sung", 38),
            _KEY,
        )
    ),
    SECOND.key: _scoring((*_FIRST, *_EXPLAINED), "Ý kiến", "Điểm thẩm định lần 2", "Nhận xét, lý do"),
    BOARD.key: _scoring(
        (*_FIRST, *_EXPLAINED, *_SECOND), "Quyết định", "Điểm Hội đồng quyết định", "Lý do"
    ),
}
