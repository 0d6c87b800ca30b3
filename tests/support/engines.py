"""Programs that recalculate a workbook: ironcalc in the process, LibreOffice outside."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import ironcalc
import pytest

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop></item>
</oor:items>
"""


def recalculated(path: Path) -> ironcalc.Model:
    """The workbook as ironcalc computes it."""
    model = ironcalc.load_from_xlsx(str(path))
    model.evaluate()
    return model


def require_libreoffice() -> str:
    """The path of LibreOffice's program. Without it a test skips on a developer's computer and fails in CI."""
    program = shutil.which("soffice") or shutil.which("soffice.exe")
    if program is None:
        message = "LibreOffice (soffice) is not installed: round trips were NOT tested"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return program


def saved_by_libreoffice(
    files: Sequence[Path], target: Path, locale: str = "vi-VN", kind: str = "xlsx"
) -> list[Path]:
    """The files opened, recalculated and saved by LibreOffice into a folder, in one run."""
    program = require_libreoffice()
    profile = target / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    registry = profile / "user" / "registrymodifications.xcu"
    registry.write_text(_PROFILE.format(locale=locale), encoding="utf-8")
    format_name = {
        "xlsx": "xlsx:Calc MS Excel 2007 XML",
        "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true",  # UTF-8, cells as they are shown
    }.get(kind, kind)
    command = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        format_name,
        "--outdir",
        str(target),
        *(str(file) for file in files),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [target / f"{file.stem}.{kind}" for file in files]
