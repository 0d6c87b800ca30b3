"""Makes docs/pictures from a fresh demo. Run after a change of a form, a workbook or a print layout.

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
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from cchc.campaign.folder import CampaignFolder
from cchc.core.rules import NOT_APPLICABLE
from cchc.language import choose
from generator.lock import campaign_lock
from generator.package import edited
from generator.render import Typed
from generator.unit_forms import unit_form
from macros_py.steps.campaign import open_campaign
from macros_py.steps.consolidate import RANKING_WORKBOOK
from macros_py.steps.demo.run import run_demo
from macros_py.steps.generate import form_path

TARGET = Path(__file__).parent / "pictures"
PROGRAMS = ("soffice", "pdftotext", "pdftoppm")
DPI = 110
COLOURS = 256
_SHADES = bytes(round(round(value * 31 / 255) * 255 / 31) for value in range(256))
"""A page of a workbook has few colours: 32 shades a channel and one palette keep a picture small."""

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi-VN</value></prop></item>
</oor:items>
"""
"""Every formula is computed on loading, and figures show as in Viet Nam: 87,5."""

_ON_SCREEN = re.compile(rb"(Print_Area[^>]*>'[^']*'!)\$A\$1:\$J\$[0-9]+")


class MissingProgram(Exception):
    """A program this script needs is not there."""


class Picture(NamedTuple):
    """A page of a workbook as a picture: the first page that holds the phrase.

    `share` is how much of the page, from its top, has something to show.
    """

    name: str
    workbook: str
    phrase: str
    share: float = 1.0


PICTURES = (
    Picture("phieu-trang-dau", "blank", "BẢNG TỰ ĐÁNH GIÁ, CHẤM ĐIỂM"),
    Picture("phieu-trang-cuoi", "blank", "THỦ TRƯỞNG ĐƠN VỊ"),
    Picture("phieu-da-nhap", "filled", "Cơ sở vật chất, trang thiết bị của Bộ phận Một cửa"),
    Picture("phieu-cot-kiem-tra", "screen", "Kiểm tra"),
    Picture("phieu-trang-huong-dan", "blank", "HƯỚNG DẪN TỰ ĐÁNH GIÁ"),
    Picture("so-dieu-hanh-dot", "control", "Thông tin chung và cách xếp hạng", 0.55),
    Picture("so-dieu-hanh-don-vi", "control", "Các đơn vị tự đánh giá trong đợt", 0.55),
    Picture("so-dieu-hanh-so-nhan", "control", "Ghi khi phiếu về", 0.55),
    Picture("xep-hang", "ranking", "KẾT QUẢ XẾP HẠNG"),
    Picture("muc-luc", "ranking", "SỔ KẾT QUẢ", 0.66),
    Picture("thong-ke", "ranking", "THỐNG KÊ CHỈ SỐ", 0.4),
    Picture("bieu-do", "ranking", "BIỂU ĐỒ CHỈ SỐ"),
    Picture("tieu-chi-yeu", "ranking", "XẾP TỪ YẾU NHẤT"),
    Picture("phieu-don-vi", "ranking", "PHIẾU KẾT QUẢ CỦA MỘT ĐƠN VỊ", 0.62),
    Picture("nguon-goc", "ranking", "BẢNG NÀY ĐƯỢC LẬP TỪ"),
    Picture("chi-so-thanh-phan", "ranking", "CHỈ SỐ THÀNH PHẦN THEO LĨNH VỰC", 0.64),
    Picture("ma-tran-diem", "ranking", "ĐIỂM ĐẠT ĐƯỢC THEO TỪNG TIÊU CHÍ", 0.72),
    Picture("bang-nhan-phieu", "ranking", "BẢNG NHẬN PHIẾU", 0.64),
    Picture("phat-hien", "ranking", "CÁC PHÁT HIỆN", 0.58),
)

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
"""What a clerk in a hurry leaves, so that the column “Kiểm tra” has something to say."""

LAST_SHOWN_ROW = 24


def main() -> int:
    """Make every picture; 2 where a program is missing."""
    choose("vi")
    try:
        require(PROGRAMS)
    except MissingProgram as error:
        print(f"make_pictures: {error}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="cchc-pictures-") as place:
        pages = {key: as_pdf(path) for key, path in workbooks(Path(place)).items()}
        TARGET.mkdir(exist_ok=True)
        for picture in PICTURES:
            content = drawn(pages[picture.workbook], picture)
            (TARGET / f"{picture.name}.png").write_bytes(content)
            print(f"{picture.name}.png  {len(content) // 1024} KiB")
    return 0


def require(programs: Iterable[str]) -> None:
    """Raise MissingProgram with the name of what is not installed."""
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        raise MissingProgram(
            f"{', '.join(missing)} not found. Install LibreOffice Calc and poppler-utils, e.g. "
            "apt-get install libreoffice-calc poppler-utils fonts-liberation"
        )


def workbooks(place: Path) -> dict[str, Path]:
    """The workbooks to draw, by key, from a demo made in `place`."""
    done = run_demo(place / "demo", units=None, seed=1, preset_name="hon-quan-2023").done
    opened = done.opened
    unit = opened.campaign.units[0]
    sound = next(each for each in done.outcomes if each.verdict == "accepted" and ".zip/" not in each.file)
    sources = {
        "blank": form_path(opened, unit),
        "filled": opened.folder.returned / sound.file,
        "ranking": opened.folder.results / RANKING_WORKBOOK,
        "control": opened.folder.control_workbook,
    }
    copies = {key: place / f"{key}.xlsx" for key in (*sources, "screen")}
    for key, source in sources.items():
        shutil.copyfile(source, copies[key])
    copies["screen"].write_bytes(with_check_column(opened.folder, unit.code))
    return copies


def with_check_column(folder: CampaignFolder, unit_code: str) -> bytes:
    """A form with mistakes in it, whose print area takes in the column “Kiểm tra”, as on a screen."""
    opened = open_campaign(folder.root)
    criteria = opened.set_of(opened.campaign.unit_by_code[unit_code])
    form = unit_form(criteria, opened.slots(unit_code, 1), campaign_lock(opened.sealer), MISTAKES)
    area = rb"\g<1>$A$9:$K$%d" % LAST_SHOWN_ROW
    return edited(
        form, lambda name, part: _ON_SCREEN.sub(area, part) if name == "xl/workbook.xml" else part
    )


def as_pdf(workbook: Path) -> Path:
    """The workbook recalculated and printed by LibreOffice."""
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
    width, height, rgb = read_ppm(pixels)
    return png(width, round(height * picture.share), rgb)


def page_with(pdf: Path, phrase: str) -> int:
    """The number of the first page that holds a phrase, whatever its line breaks."""
    text = unicodedata.normalize("NFC", run("pdftotext", str(pdf), "-").decode("utf-8"))
    for number, page in enumerate(text.split("\f"), start=1):
        if phrase in " ".join(page.split()):
            return number
    raise LookupError(f"no page of {pdf.name} holds “{phrase}”")


def run(program: str, *arguments: str) -> bytes:
    """What a program writes to its output. Raises CalledProcessError where it fails."""
    command = [str(shutil.which(program)), *arguments]
    return subprocess.run(command, check=True, capture_output=True, timeout=300).stdout


def read_ppm(content: bytes) -> tuple[int, int, bytes]:
    """Width, height and RGB bytes of a binary PPM."""
    head = re.match(rb"P6\s+([0-9]+)\s+([0-9]+)\s+255\s", content)
    if head is None:
        raise ValueError("pdftoppm wrote no PPM")
    return int(head.group(1)), int(head.group(2)), content[head.end() :]


def png(width: int, height: int, rgb: bytes) -> bytes:
    """An indexed PNG of the first `height` rows, in the picture's commonest colours."""
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
    """The place of the palette's colour that is most like this one."""
    distances = [sum((a - b) ** 2 for a, b in zip(each, colour, strict=True)) for each in palette]
    return distances.index(min(distances))


def chunk(name: bytes, content: bytes) -> bytes:
    """A PNG chunk: length, name, content, checksum."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


if __name__ == "__main__":
    sys.exit(main())
