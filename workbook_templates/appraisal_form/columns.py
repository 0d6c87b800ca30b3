"""The columns of an appraisal form, by round. The results of earlier rounds stand between the unit's claim
and the score of this round.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from cchc.appraisal.rounds import BOARD, EXPLANATION, FIRST, SECOND
from cchc.core import roles


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
        """The place of each role's column, from 0."""
        return {column.role: place for place, column in enumerate(self.all)}

    @cached_property
    def last_visible(self) -> int:
        return max(place for place, column in enumerate(self.all) if not column.hidden)

    @cached_property
    def last_printed(self) -> int:
        """The last column of the print area: all visible columns before the working column "Kiểm tra"."""
        return self.places.get(roles.CHECK, self.last_visible + 1) - 1

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


_LEAF = AppraisalColumn(roles.LEAF, "Mã tiêu chí", 8)
_KEY = AppraisalColumn(roles.CODE, "Mã dòng", 14, hidden=True)
_MAX = AppraisalColumn(roles.MAX, "Điểm tối đa", 7.5)
_CLAIM = AppraisalColumn(roles.CLAIM, "Điểm tự đánh giá", 9.5)
_FIRST = (
    AppraisalColumn(roles.FIRST, "Thẩm định lần 1", 10.5),
    AppraisalColumn(roles.FIRST_REMARK, "Nhận xét lần 1", 24),
)
_EXPLAINED = (
    AppraisalColumn(roles.EXPLAINED, "Giải trình của đơn vị", 24),
    AppraisalColumn(roles.MORE_EVIDENCE, "Tài liệu bổ sung", 18),
)
_SECOND = (
    AppraisalColumn(roles.SECOND, "Thẩm định lần 2", 10.5),
    AppraisalColumn(roles.SECOND_REMARK, "Nhận xét lần 2", 22),
)
_NARROW_EVIDENCE = 24
"""Width in characters of the evidence column in rounds with more columns between claim and score."""

_UNIT = (
    _LEAF,
    AppraisalColumn(roles.UNIT, "Mã đơn vị", 9),
    AppraisalColumn(roles.NAME, "Đơn vị", 22),
    _MAX,
    AppraisalColumn(roles.CHOICE, "Lựa chọn", 18),
    AppraisalColumn(roles.DONE, "Thực hiện", 9.5),
    AppraisalColumn(roles.TOTAL, "Tổng số", 9.5),
    _CLAIM,
    AppraisalColumn(roles.EVIDENCE, "Giải trình, tài liệu kiểm chứng", 34),
)


def _scoring(found: tuple[AppraisalColumn, ...], agree: str, score: str, remark: str) -> AppraisalColumns:
    own = (
        AppraisalColumn(roles.AGREE, agree, 15),
        AppraisalColumn(roles.SCORE, score, 10),
        AppraisalColumn(roles.REMARK, remark, 34),
        AppraisalColumn(roles.RESULT, "Điểm được tính", 9.5),
        AppraisalColumn(roles.CHECK, "Kiểm tra", 22),
        AppraisalColumn(roles.PREVIOUS, "Điểm thẩm định trước", 9, hidden=True),
        AppraisalColumn(roles.ENTERED, "Đã nhập", 9, hidden=True),
        _KEY,
    )
    unit = _UNIT if not found else (*_UNIT[:-1], replace(_UNIT[-1], width=_NARROW_EVIDENCE))
    return AppraisalColumns((*unit, *found, *own))


COLUMNS = {
    FIRST.key: _scoring((), "Đồng ý", "Điểm thẩm định", "Nhận xét, lý do"),
    EXPLANATION.key: AppraisalColumns(
        (
            _LEAF,
            AppraisalColumn(roles.NAME, "Tiêu chí, tiêu chí thành phần", 46),
            _MAX,
            _CLAIM,
            *_FIRST,
            AppraisalColumn(roles.EXPLAINED, "Giải trình", 44),
            AppraisalColumn(roles.MORE_EVIDENCE, "Tài liệu kiểm chứng bổ sung", 38),
            _KEY,
        )
    ),
    SECOND.key: _scoring((*_FIRST, *_EXPLAINED), "Ý kiến", "Điểm thẩm định lần 2", "Nhận xét, lý do"),
    BOARD.key: _scoring(
        (*_FIRST, *_EXPLAINED, *_SECOND), "Quyết định", "Điểm Hội đồng quyết định", "Lý do"
    ),
}
