"""The tab "CCHC" of Excel's ribbon: its buttons, declared once for the add-in and for the macros."""

from __future__ import annotations

from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from cchc.language import Words

CALLBACK = "CchcPress"


class Button(NamedTuple):
    """A button: its id, an image included in Office, its label and what it does."""

    id: str
    image: str
    label: Words
    help: Words


BUTTONS = (
    Button(
        "create",
        "FileNew",
        Words("Tạo đợt", "Create campaign"),
        Words("Tạo thư mục một đợt từ mẫu.", "Make a campaign folder from a preset."),
    ),
    Button(
        "issue",
        "FileSendAsAttachment",
        Words("Phát hành phiếu", "Issue forms"),
        Words("Phát hành phiếu cho mọi đơn vị.", "Issue the forms of all units."),
    ),
    Button(
        "check",
        "SpellingMenu",
        Words("Kiểm tra phiếu này", "Check this form"),
        Words("Kiểm tra phiếu đang mở (bản đã lưu).", "Check the open form as saved."),
    ),
    Button(
        "consolidate",
        "DataConsolidate",
        Words("Tổng hợp", "Consolidate"),
        Words("Đọc nop-ve, tính lại, xếp hạng.", "Read nop-ve, compute, rank."),
    ),
    Button(
        "ranking",
        "SortDescendingExcel",
        Words("Mở bảng xếp hạng", "Open ranking"),
        Words("Mở kết quả xếp hạng gần nhất.", "Open the last ranking."),
    ),
    Button(
        "status",
        "TableInsert",
        Words("Tình hình nộp", "Status"),
        Words("Đơn vị nào đã nộp, đơn vị nào chưa.", "Who has returned what."),
    ),
    Button(
        "explain",
        "Help",
        Words("Giải thích ô này", "Explain this cell"),
        Words(
            "Cách chấm, số liệu, điểm và phát hiện của tiêu chí ở dòng đang chọn.",
            "Rule, figures, score and findings of the selected line.",
        ),
    ),
    Button(
        "doctor",
        "ControlProperties",
        Words("Chẩn đoán", "Doctor"),
        Words("Tiện ích có cài đúng không.", "Whether the add-in is set up right."),
    ),
)


def custom_ui() -> str:
    """The content of the part customUI14.xml."""
    buttons = "".join(
        f'<button id="{each.id}" imageMso="{each.image}" size="large" label={quoteattr(each.label.vi)} '
        f'screentip={quoteattr(each.label.vi)} supertip={quoteattr(each.help.vi)} onAction="{CALLBACK}"/>'
        for each in BUTTONS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<customUI xmlns="http://schemas.microsoft.com/office/2009/07/customui"><ribbon><tabs>'
        '<tab id="cchcTab" label="CCHC"><group id="cchcGroup" label="Chỉ số cải cách hành chính">'
        f"{buttons}</group></tab></tabs></ribbon></customUI>"
    )
