"""Programs that open a workbook and save it again, a whole folder in one run."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import ironcalc
import pytest

from tests.intake.packages import saved_by_openpyxl
from tests.support.engines import saved_by_libreoffice

Writer = Callable[[Sequence[Path], Path], list[Path]]
"""From files in one folder and a target folder to the files saved there."""


_BATCH = 10
"""So many files LibreOffice is given in one run: it starts slowly, and a busy machine needs its time."""


def by_libreoffice(files: Sequence[Path], target: Path, kind: str = "xlsx") -> list[Path]:
    batches = [files[start : start + _BATCH] for start in range(0, len(files), _BATCH)]
    return [saved for batch in batches for saved in saved_by_libreoffice(batch, target, kind=kind)]


def by_openpyxl(files: Sequence[Path], target: Path) -> list[Path]:
    saved = [target / file.name for file in files]
    for file, copy in zip(files, saved, strict=True):
        copy.write_bytes(saved_by_openpyxl(file.read_bytes()))
    return saved


def by_ironcalc(files: Sequence[Path], target: Path) -> list[Path]:
    saved = [target / file.name for file in files]
    for file, copy in zip(files, saved, strict=True):
        ironcalc.load_from_xlsx(str(file)).save_to_xlsx(str(copy))
    return saved


def by_exceljs(files: Sequence[Path], target: Path) -> list[Path]:
    """Needs Node and a folder in which ExcelJS is installed, named by CCHC_EXCELJS."""
    node, home = shutil.which("node"), os.environ.get("CCHC_EXCELJS")
    if node is None or home is None:
        pytest.skip("Node, or CCHC_EXCELJS, is not there: saves by ExcelJS were NOT tested")
    script = Path(__file__).with_name("resave.mjs")
    command = [node, str(script), str(files[0].parent.resolve()), str(target.resolve())]
    subprocess.run(command, check=True, capture_output=True, timeout=900, cwd=home)
    return [target / file.name for file in files]


WRITERS: dict[str, Writer] = {
    "LibreOffice": by_libreoffice,
    "LibreOffice .ods": partial(by_libreoffice, kind="ods"),
    "LibreOffice .xls": partial(by_libreoffice, kind="xls"),
    "openpyxl": by_openpyxl,
    "IronCalc": by_ironcalc,
    "ExcelJS": by_exceljs,
}
