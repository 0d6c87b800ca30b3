"""A small valid criteria set, and ways to spoil it in one place.

Three domains, leaves on levels 2 and 3, every kind of rule. Line numbers are those of the file.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from cchc.criteria.declaration import HEADER_FILE, LINES_FILE, read_criteria_set
from cchc.criteria.model import CriteriaSet
from cchc.errors import BrokenInput
from cchc.findings.finding import Finding

HEADER = """\
id = "thu-nghiem"
title = "Bộ tiêu chí thử nghiệm"
appendix = "Phụ lục"
decision = "1/QĐ-UBND"
decision_date = 2023-08-11
issuer = "Chủ tịch UBND tỉnh"
version = "1.0"
year = 2023
unit_type = "commune"
decimal_units = ["triệu đồng"]

[expected]
counts = [3, 8, 5]
points = "15"

[expected.split]
self = "12"
department_remarks = "1"
sipas = "2"

[expected.by_domain]
1 = [3, 5]
2 = [3, 0]

[agencies]
PNV = "Phòng Nội vụ"
VP = "Văn phòng"
"""

TABLE = """\
code,name,max_points,source,rule,measure_done,measure_total,unit,not_applicable,evidence,agency,note,clause
1,Chỉ đạo điều hành,8,,,,,,,,,,
1.1,Kế hoạch,3,,,,,,,,,,
1.1.1,Ban hành kế hoạch,1,self,yes_no,,,,,Kế hoạch,PNV,,Điều 1
1.1.2,Thời điểm ban hành,1,self,"levels(""Đúng hạn"" = 1; ""Chậm"" = 0.5; ""Không"" = 0)",,,,,Kế hoạch,PNV,,
1.1.3,Báo cáo,1,self,"all_of(rate >= 100%; yes ""Đúng hạn"")",Số gửi,Số giao,báo cáo,,Báo cáo,PNV,,
1.2,Nhiệm vụ,2,self,bands(x > 90% = 2; 70% <= x <= 90% = 1; x < 70% = 0),Số xong,Số giao,,,Bảng kê,VP,,
1.3,Kiểm tra,3,,,,,,,,,,
1.3.1,Khắc phục,1,self,proportional,Số đã sửa,Số phải sửa,,exclude,Báo cáo,PNV,,
1.3.2,Trả lời,2,self,proportional(from 80%),Số đã trả lời,Số câu hỏi,,full,Văn bản,VP,,
2,Thủ tục hành chính,4,,,,,,,,,,
2.1,Sáng kiến,2,self,per_item(0.5),Số sáng kiến,,sáng kiến,,Quyết định,PNV,,
2.2,Hồ sơ trễ hạn,1,self,deduct(0.25),Số hồ sơ trễ,,hồ sơ,,Bảng kê,VP,,
2.3,Trang thông tin,1,self,steps(0.25),,,,,Ảnh chụp,VP,,
3,Tác động,3,,,,,,,,,,
3.1,Nhận xét của các phòng,1,department_remarks,survey,,,điểm,,,PNV,,
3.2,Mức độ hài lòng,2,sipas,sipas,,,%,,,PNV,,
"""


@dataclass(frozen=True)
class Declaration:
    """The two files of a set as bytes. Lines are counted from 1, the heading is line 1."""

    header: bytes
    table: bytes

    def with_header(self, before: str, after: str) -> Declaration:
        """With one piece of the header replaced; it must stand there exactly once."""
        text = self.header.decode()
        assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in the header"
        return replace(self, header=text.replace(before, after).encode())

    def cell(self, line: int, column: str) -> str:
        """What stands in one cell."""
        rows = self._rows()
        return rows[line - 1][rows[0].index(column)]

    def with_cell(self, line: int, column: str, text: str) -> Declaration:
        """With one cell changed; it must have held something else."""
        assert self.cell(line, column) != text, f"line {line} holds {text!r} already"
        rows = self._rows()
        rows[line - 1][rows[0].index(column)] = text
        return self._with_rows(rows)

    def with_column(self, column: str) -> Declaration:
        """With one more column at the end, empty in every line."""
        return self._with_rows(
            [[*row, column if number == 0 else ""] for number, row in enumerate(self._rows())]
        )

    def without_column(self, column: str) -> Declaration:
        """With a column taken out."""
        rows = self._rows()
        place = rows[0].index(column)
        return self._with_rows([row[:place] + row[place + 1 :] for row in rows])

    def without_line(self, line: int) -> Declaration:
        """With a line taken out."""
        rows = self._rows()
        return self._with_rows(rows[: line - 1] + rows[line:])

    def with_table(self, table: bytes) -> Declaration:
        """With another table altogether."""
        return replace(self, table=table)

    def load(self) -> CriteriaSet:
        """The set as the tool reads it."""
        return read_criteria_set(self.header, self.table, "thu-nghiem")

    def write(self, folder: Path) -> Path:
        """Put both files into a folder."""
        (folder / HEADER_FILE).write_bytes(self.header)
        (folder / LINES_FILE).write_bytes(self.table)
        return folder

    def faults(self) -> list[Finding]:
        """The faults for which the set is refused, none where it loads."""
        try:
            self.load()
        except BrokenInput as refusal:
            return list(refusal.findings)
        return []

    def _rows(self) -> list[list[str]]:
        return list(csv.reader(io.StringIO(self.table.decode(), newline="")))

    def _with_rows(self, rows: list[list[str]]) -> Declaration:
        stream = io.StringIO(newline="")
        csv.writer(stream, lineterminator="\n").writerows(rows)
        return replace(self, table=stream.getvalue().encode())


SMALL_SET = Declaration(HEADER.encode(), TABLE.encode())


class Place(NamedTuple):
    """What a fault is and where: its code, its file, "line:column" (or the key in the header)."""

    code: str
    file: str
    cell: str


def places(faults: list[Finding]) -> list[Place]:
    """The codes and places of faults, in the order in which they were reported."""
    return [Place(fault.code, fault.file, fault.cell) for fault in faults]


class Spoilt(NamedTuple):
    """One way to spoil the small set, and the one fault it must give."""

    what: str
    declared: Declaration
    fault: Place


SECTION_LINES = """\
4,Điểm thưởng,3,,,,,,,,,,
4.1,Sáng kiến vượt trội,2,self,per_item(1),Số sáng kiến,,,exclude,Quyết định,PNV,,
4.2,Khen thưởng,2,self,yes_no,,,,,Quyết định,PNV,,
5,Điểm trừ,1,,,,,,,,,,
5.1,Kỷ luật,1,self,per_item(0.5),Số người,,người,,,PNV,,
"""
WITH_SECTIONS = (
    SMALL_SET.with_table((TABLE + SECTION_LINES).encode())
    .with_header("counts = [3, 8, 5]", "counts = [5, 11, 5]")
    .with_column("section")
    .with_cell(18, "section", "bonus")
    .with_cell(21, "section", "penalty")
)
"""The small set with a bonus section (at most 3 of 4 points offered) and a penalty section."""
