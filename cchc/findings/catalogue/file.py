"""Findings about a returned file before its unit is known."""

from __future__ import annotations

from cchc.findings.catalogue.entry import ERROR, NOTE, WARNING, Entry
from cchc.findings.catalogue.shared import SEND_EXPORTED, SEND_XLSX
from cchc.language import Words

FILE = {
    "FILE_SKIPPED": Entry(
        NOTE,
        Words("Bỏ qua tệp tạm hoặc tệp hệ thống.", "A temporary or system file, skipped."),
        Words("Không phải làm gì.", "Nothing to do."),
    ),
    "FILE_EMPTY": Entry(ERROR, Words("Tệp rỗng (0 byte).", "The file is empty (0 bytes)."), SEND_XLSX),
    "FILE_NOT_XLSX": Entry(
        ERROR,
        Words("Không phải sổ Excel (.xlsx): {found}.", "Not an Excel workbook (.xlsx): {found}."),
        SEND_EXPORTED,
    ),
    "FILE_UNFINISHED": Entry(
        ERROR,
        Words(
            "Tệp chưa tải xong hoặc chưa lưu xong ({found}); không đọc phần dở dang.",
            "The file is not downloaded or saved to its end ({found}); a part of a file is not read.",
        ),
        Words(
            "Đợi tải xong hoặc tải lại, rồi đặt tệp đủ (.xlsx) vào thư mục; xóa tệp dở dang này.",
            "Wait for the download or download it again, put the whole file (.xlsx) here and delete this part.",
        ),
    ),
    "FILE_IS_POINTER": Entry(
        ERROR,
        Words(
            "Tệp chỉ là đường dẫn đến nơi khác, không chứa nội dung: {found}.",
            "The file only points elsewhere and holds no content: {found}.",
        ),
        Words(
            "Mở đường dẫn đó, tải về dạng Excel (Google Trang tính: Tệp > Tải xuống > Microsoft Excel .xlsx), rồi đặt tệp "
            ".xlsx vào thư mục thay cho tệp này.",
            "Open what it points to, download it as Excel (Google Sheets: File > Download > Microsoft Excel .xlsx), and put "
            "the .xlsx here in place of this file.",
        ),
    ),
    "FILE_ENCRYPTED": Entry(
        ERROR,
        Words(
            "Tệp đặt mật khẩu mở nên không đọc được.",
            "The file needs a password to open.",
        ),
        Words(
            "Đề nghị đơn vị bỏ mật khẩu mở tệp (Tệp > Thông tin > Bảo vệ sổ làm việc) rồi gửi lại.",
            "Ask the unit to remove the password (File > Info > Protect Workbook) and send it again.",
        ),
    ),
    "FILE_DAMAGED": Entry(
        ERROR, Words("Tệp hỏng, không đọc được: {found}.", "The file is damaged: {found}."), SEND_XLSX
    ),
    "FOLDER_UNREADABLE": Entry(
        ERROR,
        Words(
            "Không xem được thư mục này nên không biết trong đó có những tệp nào: {found}.",
            "This folder cannot be listed; nobody knows which files lie in it: {found}.",
        ),
        Words(
            "Kiểm tra quyền truy cập thư mục và ổ đĩa, sau đó chạy lại.",
            "Check the folder's access rights and the drive, then run again.",
        ),
    ),
    "FILE_TOO_LARGE": Entry(
        ERROR,
        Words(
            "Tệp vượt giới hạn an toàn: {found} (tối đa {expected}).",
            "The file is beyond the safe limits: {found} (at most {expected}).",
        ),
        Words(
            "Gửi riêng phiếu đã phát hành: không chèn ảnh, không chép thêm bảng hoặc trang, không tô màu, kẻ khung cả "
            "cột; tài liệu kiểm chứng gửi thành tệp khác.",
            "Send the issued form alone: no pictures, no tables or sheets copied into it, no colours or borders on "
            "whole columns; evidence in files of its own.",
        ),
    ),
    "FILE_STOPS_READING": Entry(
        ERROR,
        Words(
            "Không đọc xong được tệp: {found}. Các tệp khác không bị ảnh hưởng.",
            "The file could not be read to its end: {found}. Other files are not affected.",
        ),
        SEND_XLSX,
    ),
    "FILE_NOT_UNDERSTOOD": Entry(
        ERROR,
        Words(
            "Chương trình gặp lỗi của chính nó khi đọc tệp này ({found}).",
            "The program met a fault of its own in this file ({found}).",
        ),
        Words(
            "Gửi tệp này cho người bảo trì cchc; đề nghị đơn vị nhập lại vào phiếu đã phát hành và gửi lại.",
            "Send this file to those who maintain cchc; ask the unit to fill the issued form once more.",
        ),
    ),
    "FAST_READING_DIFFERS": Entry(
        WARNING,
        Words(
            "Cách đọc nhanh của chương trình cho kết quả khác cách đọc đầy đủ; số liệu của tệp này lấy theo cách đọc "
            "đầy đủ.",
            "The program's fast reading of this sheet differs from its full reading; the figures are those of the full "
            "one.",
        ),
        Words(
            "Gửi tệp này cho người bảo trì cchc; đặt biến môi trường CCHC_READ_SLOWLY=1 rồi chạy lại để mọi tệp được "
            "đọc đầy đủ.",
            "Send this file to those who maintain cchc; set the environment variable CCHC_READ_SLOWLY=1 and run again, so "
            "that every file is read in full.",
        ),
    ),
    "FILE_OTHER_FORMAT": Entry(
        WARNING,
        Words(
            "Tệp ở định dạng {found}, không phải .xlsx; số liệu đọc được, phần khóa chỉ đối chiếu được một phần.",
            "The file is {found}, not .xlsx; figures were read, what was locked could be compared only in part.",
        ),
        Words(
            "Xem kỹ phiếu này; lần sau đề nghị đơn vị lưu dạng Excel (.xlsx).",
            "Look at this form; ask the unit to save as Excel (.xlsx) next time.",
        ),
    ),
    "FILE_UNSAFE": Entry(
        ERROR,
        Words("Tệp có cấu trúc không an toàn: {found}.", "The file is built in an unsafe way: {found}."),
        SEND_XLSX,
    ),
}
