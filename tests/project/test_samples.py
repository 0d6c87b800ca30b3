"""The finished campaign under samples/ is what the code makes today."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

from tests.support.contents import contents
from tests.support.scripts import ROOT, script

SAMPLE = ROOT / "samples" / "dot-2023"
REMEDY = "uv run python samples/make.py"


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


def _package(content: bytes, level: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        package.writestr("sheet1.xml", content)
    return stream.getvalue()
