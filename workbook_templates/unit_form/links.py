"""Links between the sheets of the unit form and between its domains: their targets and texts."""

from __future__ import annotations

from workbook_templates.cell_plan import Link
from workbook_templates.sheet_plan import SheetPlan

RESULT_SHEET, GUIDE_SHEET, PANEL_SHEET = "Kết quả", "Hướng dẫn", "Đối chiếu"

WHOSE = "{unit_name} – số phiếu {form_number}"
"""Names the form's unit on screen where the official heading is not visible."""

TO_RESULT = "▸ Trang Kết quả"
TO_GUIDE = "▸ Trang Hướng dẫn"
TO_TABLE_TOP = "▴ Lĩnh vực đầu"
NEXT_DOMAIN = "▾ Lĩnh vực sau"
BACK_TO_FIRST = "▴ Về lĩnh vực đầu"
ON_DOMAIN_ROWS = (NEXT_DOMAIN, BACK_TO_FIRST)


def to_main_text(main: SheetPlan) -> str:
    """The text of the link to the main sheet."""
    return f"◂ Về trang {main.name}"


def to_main(main: SheetPlan) -> Link:
    """The link to the first input of the main sheet."""
    first = main.inputs[0]
    return Link(main.name, first.row, first.column, f"Về trang nhập số liệu “{main.name}”")


def to_result() -> Link:
    """The link to the result sheet."""
    return Link(RESULT_SHEET, 0, 0, "Chỉ số, tiến độ, chỗ thiếu và chỗ sai; từ đó đến từng lĩnh vực")
