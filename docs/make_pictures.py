"""Makes docs/pictures from the sample campaign and a fresh demo. Run after a change of a form, a workbook or a print
layout, after samples/make.py.

uv run python docs/make_pictures.py

Needs LibreOffice (soffice) and poppler-utils (pdftotext, pdftoppm). The demo is the same every time, so a picture
changes only where what it shows has changed (or the programs that draw it).
"""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
import sys
import tempfile
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from cchc.campaign.folder import CampaignFolder
from cchc.campaign.tables import TABLES
from cchc.criteria.answers import NOT_APPLICABLE
from cchc.files import slug
from cchc.language import choose
from generator.issue import issue
from generator.package import edited
from generator.render import Typed
from macros_py.demo.run import run_demo
from macros_py.steps.campaign import open_campaign
from macros_py.steps.consolidate import RANKING_WORKBOOK
from macros_py.steps.generate import form_path
from workbook_templates.forms.unit import UNIT, UnitRecord

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "pictures"
SAMPLES = ROOT / "samples" / "dot-2023"
PROGRAMS = ("soffice", "pdftotext", "pdftoppm")
DPI = 110
COLOURS = 256
_BODY = 0.945
"""The share of a page's height above its footer."""

_PAPER = 14
"""Pixels of empty paper kept around what a picture shows."""

_SHADES = bytes(round(round(value * 31 / 255) * 255 / 31) for value in range(256))
"""Maps each value of a channel to one of 32 shades. A page has few colours, so a small palette keeps pictures small."""

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi-VN</value></prop></item>
</oor:items>
"""
"""LibreOffice settings: every formula is computed on loading, and figures are shown as in Viet Nam: 87,5."""

_ON_SCREEN = re.compile(rb"(Print_Area[^>]*>'[^']*'!)\$A\$1:\$J\$[0-9]+")


class MissingProgram(Exception):
    """A program this script needs is not there."""


class Picture(NamedTuple):
    """A page of a workbook as a picture: the first page that contains the phrase. `sheet` is the sheet it shows."""

    name: str
    workbook: str
    sheet: str
    phrase: str


PICTURES = (
    Picture("phieu-trang-dau", "blank", "Phụ lục III", "BẢNG TỰ ĐÁNH GIÁ, CHẤM ĐIỂM"),
    Picture("phieu-trang-cuoi", "blank", "Phụ lục III", "THỦ TRƯỞNG ĐƠN VỊ"),
    Picture("phieu-da-nhap", "filled", "Phụ lục III", "Cơ sở vật chất, trang thiết bị của Bộ phận Một cửa"),
    Picture("phieu-cot-kiem-tra", "screen", "Phụ lục III", "Kiểm tra"),
    Picture("phieu-ket-qua", "filled", "Kết quả", "VIỆC CẦN LÀM"),
    Picture("phieu-doi-chieu", "filled", "Đối chiếu", "TRANG ĐỐI CHIẾU BẰNG TIỆN ÍCH"),
    Picture("phieu-trang-huong-dan", "blank", "Hướng dẫn", "HƯỚNG DẪN TỰ ĐÁNH GIÁ"),
    *(
        Picture(f"so-dieu-hanh-{slug(table.title)}", "control", table.title, table.explanation[:45])
        for table in TABLES
    ),
    Picture("so-dieu-hanh-huong-dan", "control", "Hướng dẫn", "HƯỚNG DẪN DÙNG SỔ ĐIỀU HÀNH"),
    Picture("tham-dinh-lan-1", "first", "Lĩnh vực", "PHIẾU THẨM ĐỊNH LẦN 1"),
    Picture("tham-dinh-huong-dan", "first", "Hướng dẫn", "Mỗi tiêu chí một khối"),
    Picture("giai-trinh", "explanation", "Giải trình", "PHIẾU GIẢI TRÌNH"),
    Picture("giai-trinh-huong-dan", "explanation", "Hướng dẫn", "Phiếu chỉ gồm các tiêu chí"),
    Picture("tham-dinh-lan-2", "second", "Lĩnh vực", "PHIẾU THẨM ĐỊNH LẦN 2"),
    Picture("hoi-dong", "board", "Lĩnh vực", "BẢNG ĐIỂM TRÌNH HỘI ĐỒNG"),
    Picture("phieu-ket-qua-cuoi", "result", "Phụ lục III", "KẾT QUẢ XÁC ĐỊNH CHỈ SỐ"),
    Picture("mau-dieu-tra", "survey", "UBND cấp xã", "KẾT QUẢ KHẢO SÁT"),
    Picture("mau-dieu-tra-huong-dan", "survey", "Hướng dẫn", "HƯỚNG DẪN NHẬP KẾT QUẢ"),
    Picture("mau-nhan-xet", "remarks", "UBND cấp xã", "NHẬN XÉT, ĐÁNH GIÁ"),
    Picture("muc-luc", "ranking", "Mục lục", "SỔ KẾT QUẢ"),
    Picture("xep-hang", "ranking", "Xếp hạng", "KẾT QUẢ XẾP HẠNG"),
    Picture("xep-hang-bieu-do", "ranking", "Xếp hạng", "Chỉ số CCHC (%): "),
    Picture("thong-ke", "ranking", "Thống kê", "THỐNG KÊ CHỈ SỐ"),
    Picture("bieu-do", "ranking", "Biểu đồ", "BIỂU ĐỒ CHỈ SỐ"),
    Picture("tieu-chi-yeu", "ranking", "Tiêu chí yếu", "XẾP TỪ YẾU NHẤT"),
    Picture("chenh-lech", "ranking", "Chênh lệch điểm", "CHÊNH LỆCH LỚN NHẤT"),
    Picture("chi-so-thanh-phan", "ranking", "Chỉ số thành phần", "CHỈ SỐ THÀNH PHẦN THEO LĨNH VỰC"),
    Picture("phieu-don-vi", "ranking", "Phiếu đơn vị", "PHIẾU KẾT QUẢ CỦA MỘT ĐƠN VỊ"),
    Picture("ma-tran-diem", "ranking", "Ma trận điểm", "ĐIỂM ĐẠT ĐƯỢC THEO TỪNG TIÊU CHÍ"),
    Picture("diem-tu-cham", "ranking", "Điểm tự chấm", "ĐIỂM TỰ ĐÁNH GIÁ THEO TỪNG TIÊU CHÍ"),
    Picture("bang-nhan-phieu", "spoilt", "Bảng nhận phiếu", "BẢNG NHẬN PHIẾU"),
    Picture("phat-hien", "spoilt", "Phát hiện", "CÁC PHÁT HIỆN"),
    Picture("nguon-goc", "ranking", "Nguồn gốc", "BẢNG NÀY ĐƯỢC LẬP TỪ"),
)
"""Every visible sheet at least once. All appraisal forms have the same guide, and so have all survey templates, so
each guide is shown once; "Lĩnh vực" stands for the sheets of all domains. Sheets that this version does not write are
left out.
"""

SAMPLE = {
    "filled": "nop-ve/25360-ubnd-xa-dong-no.xlsx",
    "control": "so-dieu-hanh.xlsx",
    "first": "tham-dinh/nop-ve/lan-1-commune-pnv-1.xlsx",
    "explanation": "tham-dinh/nop-ve/giai-trinh-commune-25345-1.xlsx",
    "second": "tham-dinh/nop-ve/lan-2-commune-pnv-1.xlsx",
    "board": "tham-dinh/nop-ve/hoi-dong-commune-hoi-dong-1.xlsx",
    "survey": "khao-sat/mau/sipas-2023.xlsx",
    "remarks": "khao-sat/mau/nhan-xet-2023/hon-quan/nhan-xet-hon-quan-pnv-2023.xlsx",
    "result": "ket-qua/phieu-ket-qua/xa-hon-quan/ubnd-xa-an-phu-25339.xlsx",
    "ranking": "ket-qua/xep-hang.xlsx",
}
"""Workbooks of the finished campaign under samples/ that are drawn, by key."""

MISTAKES: Mapping[str, Typed] = {
    "1.1.1:choice": "Ban hành chậm nhất ngày 31/01",
    "1.1.1:remark": "Kế hoạch số 12/KH-UBND ngày 15/01/2023",
    "1.1.2:done": Fraction(12),
    "1.1.2:total": Fraction(10),
    "1.1.2:remark": "Báo cáo số 210/BC-UBND ngày 25/11/2023, trang 2",
    "1.2:done": Fraction(4),
    "1.2:total": Fraction(4),
    "1.3.1:choice": "Gửi đủ hồ sơ, đúng thời hạn",
    "1.3.2:choice": NOT_APPLICABLE,
    "1.4.2:choice": NOT_APPLICABLE,
    "1.4.2:done": Fraction(2),
    "1.4.2:total": Fraction(3),
    "1.5.1:done": Fraction(5),
    "1.5.2:done": "ba",
}
"""Entries with typical mistakes, so that the column “Kiểm tra” shows messages."""

LAST_SHOWN_ROW = 24


def main() -> int:
    """Make every picture. Returns the exit code: 2 where a program is missing, else 0."""
    choose("vi")
    try:
        require(PROGRAMS)
    except MissingProgram as error:
        print(f"make_pictures: {error}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="cchc-pictures-") as place:
        drawn_from = workbooks(Path(place))
        pages = {key: as_pdf(path) for key, path in drawn_from.items()}
        TARGET.mkdir(exist_ok=True)
        for picture in PICTURES:
            names = visible_sheets(drawn_from[picture.workbook])
            if not any(name.startswith(picture.sheet) for name in names):
                continue
            content = drawn(pages[picture.workbook], picture)
            (TARGET / f"{picture.name}.png").write_bytes(content)
            print(f"{picture.name}.png  {len(content) // 1024} KiB")
    return 0


def visible_sheets(workbook: Path) -> list[str]:
    """The names of the visible sheets."""
    metadata = CalamineWorkbook.from_path(workbook).sheets_metadata
    return [sheet.name for sheet in metadata if sheet.visible == SheetVisibleEnum.Visible]


def require(programs: Iterable[str]) -> None:
    """Raise MissingProgram with the names of programs that are not installed."""
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        raise MissingProgram(
            f"{', '.join(missing)} not found. Install LibreOffice Calc and poppler-utils, e.g. "
            "apt-get install libreoffice-calc poppler-utils fonts-liberation"
        )


def workbooks(place: Path) -> dict[str, Path]:
    """The workbooks to draw, by key: those of the sample campaign, and those of a demo with faults, made in `place`."""
    done = run_demo(place / "demo", units=None, seed=1, preset_name="hon-quan-2023").done
    opened = done.opened
    unit = opened.campaign.units[0]
    sources = {key: SAMPLES / name for key, name in SAMPLE.items()}
    sources["blank"] = form_path(opened, unit)
    sources["spoilt"] = opened.folder.results / RANKING_WORKBOOK
    copies = {key: place / f"{key}.xlsx" for key in (*sources, "screen")}
    for key, source in sources.items():
        shutil.copyfile(source, copies[key])
    copies["screen"].write_bytes(with_check_column(opened.folder, unit.code))
    return copies


def with_check_column(folder: CampaignFolder, unit_code: str) -> bytes:
    """A form with mistakes in it, whose print area includes the column “Kiểm tra”, as seen on a screen."""
    opened = open_campaign(folder.root)
    record = UnitRecord.now(opened, opened.campaign.unit_by_code[unit_code], 1)
    record = replace(record, printed=replace(record.printed, panel=""))
    form = issue(UNIT, record, opened.sealer, MISTAKES)
    area = rb"\g<1>$A$9:$K$%d" % LAST_SHOWN_ROW
    return edited(
        form, lambda name, part: _ON_SCREEN.sub(area, part) if name == "xl/workbook.xml" else part
    )


def as_pdf(workbook: Path) -> Path:
    """The path of a PDF of the workbook, recalculated and printed by LibreOffice."""
    profile = workbook.parent / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    target = workbook.parent / "printed"
    run("soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf",
        "--outdir", str(target), str(workbook))  # fmt: skip
    return target / f"{workbook.stem}.pdf"


def drawn(pdf: Path, picture: Picture) -> bytes:
    """The picture as a small PNG."""
    page = str(page_with(pdf, picture.phrase))
    pixels = run("pdftoppm", "-r", str(DPI), "-f", page, "-l", page, str(pdf))
    return png(*trimmed(*read_ppm(pixels)))


def trimmed(width: int, height: int, rgb: bytes) -> tuple[int, int, bytes]:
    """The part of a page that is not empty, without the footer and with a margin of `_PAPER` pixels."""
    line = 3 * width
    body = round(height * _BODY)
    rows = [row for row in range(body) if rgb[row * line : (row + 1) * line].strip(b"\xff")]
    inked = [rgb[row * line : (row + 1) * line] for row in rows]
    left = min((len(each) - len(each.lstrip(b"\xff"))) // 3 for each in inked)
    right = max(len(each.rstrip(b"\xff")) // 3 for each in inked)
    top, bottom = max(rows[0] - _PAPER, 0), min(rows[-1] + 1 + _PAPER, height)
    first, last = max(left - _PAPER, 0), min(right + 1 + _PAPER, width)
    cut = b"".join(rgb[row * line + 3 * first : row * line + 3 * last] for row in range(top, bottom))
    return last - first, bottom - top, cut


def page_with(pdf: Path, phrase: str) -> int:
    """The number of the first page that contains a phrase; line breaks are ignored."""
    text = unicodedata.normalize("NFC", run("pdftotext", str(pdf), "-").decode("utf-8"))
    for number, page in enumerate(text.split("\f"), start=1):
        if phrase in " ".join(page.split()):
            return number
    raise LookupError(f"no page of {pdf.name} holds “{phrase}”")


def run(program: str, *arguments: str) -> bytes:
    """Run a program and return its output. Raises CalledProcessError where it fails."""
    command = [str(shutil.which(program)), *arguments]
    return subprocess.run(command, check=True, capture_output=True, timeout=300).stdout


def read_ppm(content: bytes) -> tuple[int, int, bytes]:
    """Width, height and RGB bytes of a binary PPM."""
    head = re.match(rb"P6\s+([0-9]+)\s+([0-9]+)\s+255\s", content)
    if head is None:
        raise ValueError("pdftoppm wrote no PPM")
    return int(head.group(1)), int(head.group(2)), content[head.end() :]


def png(width: int, height: int, rgb: bytes) -> bytes:
    """An indexed PNG of the first `height` rows, in the most frequent colours of the picture."""
    flat = rgb[: 3 * width * height].translate(_SHADES)
    pixels = list(zip(flat[0::3], flat[1::3], flat[2::3], strict=True))
    counted = Counter(pixels)
    palette = [colour for colour, _ in counted.most_common(COLOURS)]
    places = {colour: nearest(palette, colour) for colour in counted}
    indexed = bytes(places[pixel] for pixel in pixels)
    lines = b"".join(b"\0" + indexed[row * width : (row + 1) * width] for row in range(height))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", b"".join(bytes(colour) for colour in palette)),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(name, content) for name, content in parts)


def nearest(palette: Sequence[tuple[int, ...]], colour: tuple[int, ...]) -> int:
    """The index (from 0) of the palette's colour nearest to this one."""
    distances = [sum((a - b) ** 2 for a, b in zip(each, colour, strict=True)) for each in palette]
    return distances.index(min(distances))


def chunk(name: bytes, content: bytes) -> bytes:
    """A PNG chunk: length, name, content, checksum."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


if __name__ == "__main__":
    sys.exit(main())
