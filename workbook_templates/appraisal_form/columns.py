"""The columns of an appraisal form, round by round: claim beside appraised score, what was found before
between the two.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from cchc.appraisal.rounds import BOARD, EXPLANATION, FIRST, SECOND


@dataclass(frozen=True)
class FormColumn:
    """A column's role in the plan, its heading, its width in characters."""

    role: str
    heading: str
    width: float
    hidden: bool = False


@dataclass(frozen=True)
class Columns:
    """The columns of one round's form, in their order."""

    all: tuple[FormColumn, ...]

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


_LEAF = FormColumn("leaf", "Mã tiêu chí", 8)
_KEY = FormColumn("code", "Mã dòng", 14, hidden=True)
_MAX = FormColumn("max", "Điểm tối đa", 7.5)
_CLAIM = FormColumn("claim", "Điểm tự đánh giá", 9.5)
_FIRST = (
    FormColumn("first", "Thẩm định lần 1", 10.5),
    FormColumn("first_remark", "Nhận xét lần 1", 24),
)
_EXPLAINED = (
    FormColumn("explained", "Giải trình của đơn vị", 24),
    FormColumn("more_evidence", "Tài liệu bổ sung", 18),
)
_SECOND = (
    FormColumn("second", "Thẩm định lần 2", 10.5),
    FormColumn("second_remark", "Nhận xét lần 2", 22),
)
_NARROW_EVIDENCE = 24
"""Characters, where more columns stand between the claim and the score."""

_UNIT = (
    _LEAF,
    FormColumn("unit", "Mã đơn vị", 9),
    FormColumn("name", "Đơn vị", 22),
    _MAX,
    FormColumn("choice", "Lựa chọn", 18),
    FormColumn("done", "Thực hiện", 9.5),
    FormColumn("total", "Tổng số", 9.5),
    _CLAIM,
    FormColumn("evidence", "Giải trình, tài liệu kiểm chứng", 34),
)


def _scoring(found: tuple[FormColumn, ...], agree: str, score: str, remark: str) -> Columns:
    own = (
        FormColumn("agree", agree, 15),
        FormColumn("score", score, 10),
        FormColumn("remark", remark, 34),
        FormColumn("result", "Điểm được tính", 9.5),
        FormColumn("check", "Kiểm tra", 22),
        FormColumn("previous", "Điểm thẩm định trước", 9, hidden=True),
        FormColumn("entered", "Đã nhập", 9, hidden=True),
        _KEY,
    )
    unit = _UNIT if not found else (*_UNIT[:-1], replace(_UNIT[-1], width=_NARROW_EVIDENCE))
    return Columns((*unit, *found, *own))


COLUMNS = {
    FIRST.key: _scoring((), "Đồng ý", "Điểm thẩm định", "Nhận xét, lý do"),
    EXPLANATION.key: Columns(
        (
            _LEAF,
            FormColumn("name", "Tiêu chí, tiêu chí thành phần", 46),
            _MAX,
            _CLAIM,
            *_FIRST,
            FormColumn("explained", "Giải trình", 44),
            FormColumn("more_evidence", "Tài liệu kiểm chứng bổ sung", 38),
            _KEY,
        )
    ),
    SECOND.key: _scoring((*_FIRST, *_EXPLAINED), "Ý kiến", "Điểm thẩm định lần 2", "Nhận xét, lý do"),
    BOARD.key: _scoring(
        (*_FIRST, *_EXPLAINED, *_SECOND), "Quyết định", "Điểm Hội đồng quyết định", "Lý do"
    ),
}
