"""The texts of a printed criteria set: its lines above the table, headings, widths in characters, kinds of styles."""

from __future__ import annotations

from cchc.language import Words

SHEET = Words("Bộ tiêu chí", "Criteria set")
DECISION = Words("{appendix}, Quyết định số {decision}", "{appendix}, decision {decision}")
VERSION = Words("{id}, phiên bản {version}, năm {year}", "{id}, version {version}, year {year}")
HEADINGS = (
    (Words("Mã", "Code"), 8, "code"),
    (Words("Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Domain/Criterion/Sub-criterion"), 40, "name"),
    (Words("Điểm tối đa", "Max points"), 9, "max"),
    (Words("Nguồn điểm", "Source"), 16, "text"),
    (Words("Cách chấm điểm", "Rule"), 50, "text"),
    (Words("Tài liệu kiểm chứng", "Evidence"), 40, "text"),
    (Words("Cơ quan thẩm định", "Agency"), 20, "text"),
    (Words("Căn cứ", "Clause"), 22, "text"),
)
