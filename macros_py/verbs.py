"""The verbs. The command, its help and the reference are made from this list."""

from __future__ import annotations

from typing import NamedTuple

from cchc.language import Words


class Verb(NamedTuple):
    """A verb, its Vietnamese alias, its module in `commands` and one line of help."""

    name: str
    alias: str
    module: str
    help: Words


VERBS = (
    Verb("init", "khoi-tao", "init", Words("Tạo thư mục của một đợt.", "Make a campaign folder.")),
    Verb(
        "generate",
        "phat-hanh",
        "generate",
        Words("Phát hành phiếu cho mọi đơn vị.", "Issue the forms of all units."),
    ),
    Verb("check", "kiem-tra", "check", Words("Kiểm tra một phiếu đã nhập.", "Check one filled form.")),
    Verb(
        "consolidate",
        "tong-hop",
        "consolidate",
        Words("Đọc nop-ve/, tính, xếp hạng, ghi ket-qua/.", "Read nop-ve/, compute, rank, write ket-qua/."),
    ),
    Verb(
        "appraise",
        "tham-dinh",
        "appraise",
        Words("Phát hành phiếu thẩm định, nhận lại, ghi điểm.", "Issue appraisal forms, take them back."),
    ),
    Verb(
        "status",
        "tinh-hinh",
        "status",
        Words(
            "Tình hình nộp phiếu, thẩm định của từng đơn vị.",
            "How every unit's return and appraisal stands.",
        ),
    ),
    Verb(
        "survey",
        "dieu-tra",
        "survey",
        Words("Lập mẫu và nhập điểm điều tra xã hội học.", "Make survey templates, import survey points."),
    ),
    Verb(
        "explain",
        "dien-giai",
        "explain",
        Words(
            "Diễn giải một con số: từ đâu ra, tính thế nào.",
            "Explain a number: where it comes from, how it was computed.",
        ),
    ),
    Verb(
        "criteria",
        "bo-tieu-chi",
        "criteria",
        Words("Kiểm tra, xem bộ tiêu chí.", "Check and show criteria sets."),
    ),
    Verb(
        "history",
        "lich-su",
        "history",
        Words(
            "Nhật ký của đợt: ai chạy gì, tệp nào đã nhận.",
            "The history: who ran what, which files came in.",
        ),
    ),
    Verb(
        "addin",
        "tien-ich",
        "addin",
        Words(
            "Tạo, cài, chẩn đoán tiện ích cho Excel và LibreOffice.",
            "Build, install and check the add-ins.",
        ),
    ),
    Verb(
        "demo",
        "chay-thu",
        "demo",
        Words("Chạy thử trọn một đợt với số liệu giả định.", "Run a whole round with invented figures."),
    ),
)
