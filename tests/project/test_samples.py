"""The finished campaign under samples/ is what the code makes today.

What may differ: how a file is compressed (another zlib), and so its SHA-256 wherever one is written down. Workbooks are
compared part by part, and a fingerprint by the file it is of.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path

from tests.support.scripts import ROOT, script

SAMPLE = ROOT / "samples" / "dot-2023"
REMEDY = "uv run python samples/make.py"
_LEFT_BY_A_LOOK = ("nhat-ky.sqlite", "dang-chay.")
_SHORT = 12
"""Digits of a fingerprint in the name of an imported file."""

_FINGERPRINT = re.compile(rb"[0-9a-f]{64}|[0-9a-f]{12}(?=\.xlsx)")

Content = dict[str, bytes]


def test_the_sample_is_what_the_code_makes(tmp_path: Path) -> None:
    done = script(ROOT / "samples" / "make.py").make(tmp_path / "dot-2023")
    assert done.results.provisional == ()
    assert all(result.rank is not None and result.index is not None for result in done.results.units)
    made, kept = contents(tmp_path / "dot-2023"), contents(SAMPLE)
    assert sorted(made) == sorted(kept), REMEDY
    assert [name for name in kept if made[name] != kept[name]] == [], REMEDY


def test_a_changed_score_and_a_changed_form_would_be_noticed(tmp_path: Path) -> None:
    """The comparison sees through compression, and only through that."""
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, level in ((one, 1), (other, 9)):
        folder.mkdir()
        (folder / "phieu.xlsx").write_bytes(_package(b"<v>1</v>" * 99, level))
        digest = hashlib.sha256((folder / "phieu.xlsx").read_bytes()).hexdigest()
        (folder / "so-nhan.csv").write_text(f"phieu.xlsx,{digest}\n")
    assert (one / "phieu.xlsx").read_bytes() != (other / "phieu.xlsx").read_bytes()
    assert contents(one) == contents(other)
    (other / "phieu.xlsx").write_bytes(_package(b"<v>2</v>" * 99, 9))
    differing = [name for name, content in contents(one).items() if contents(other).get(name) != content]
    assert differing == ["phieu.xlsx/sheet1.xml", "so-nhan.csv"]


def contents(root: Path) -> Content:
    """What every file and every part of a workbook says, each fingerprint by the file it is of."""
    files = {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file() and not file.name.startswith(_LEFT_BY_A_LOOK)
    }
    stands_for: dict[bytes, bytes] = {}
    for name, content in files.items():
        digest = hashlib.sha256(content).hexdigest()
        plain = name.replace(f"-{digest[:_SHORT]}", "").encode()
        stands_for.setdefault(digest.encode(), b"<sha256 of %s>" % plain)
        stands_for.setdefault(digest[:_SHORT].encode(), b"<sha256 of %s>" % plain)

    def said(text: bytes) -> bytes:
        return _FINGERPRINT.sub(lambda found: stands_for.get(found.group(), found.group()), text)

    return {
        said(part.encode()).decode(): said(text)
        for name, content in files.items()
        for part, text in _parts(name, content).items()
    }


def _parts(name: str, content: bytes) -> Content:
    if not name.endswith(".xlsx"):
        return {name: content}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {f"{name}/{part}": package.read(part) for part in package.namelist()}


def _package(content: bytes, level: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        package.writestr("sheet1.xml", content)
    return stream.getvalue()
