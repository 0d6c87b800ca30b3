"""LibreOffice with the add-in, as a user has it: installed from the .oxt by LibreOffice's unopkg."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.engines import require_libreoffice
from xl_addin.libreoffice.build import extension

DRIVER = Path(__file__).with_name("office_driver.py")
SECONDS = 120

_CALCULATES = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Settings of a profile in which every file is calculated when it is loaded."""

Edit = tuple[str, str, float | str]


def clean_environment() -> dict[str, str]:
    """The environment without our Python's variables, because LibreOffice's Python would use our library."""
    path = os.environ["PATH"] if os.name == "nt" else os.defpath
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("PYTHON") and name != "VIRTUAL_ENV"
    }
    return {**kept, "PATH": path}


def python_with_uno() -> str:
    """The path of a Python that has `uno`. Without one a test skips on a developer's computer and fails in CI."""
    program = Path(os.path.realpath(require_libreoffice())).parent
    candidates = [program / "python", program / "python.exe", Path("/usr/bin/python3")]
    for candidate in candidates:
        if (
            candidate.exists()
            and not subprocess.run(
                [candidate, "-c", "import uno"], capture_output=True, check=False, timeout=SECONDS
            ).returncode
        ):
            return str(candidate)
    message = "no Python with uno (package python3-uno): the LibreOffice add-in was NOT tested"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@dataclass
class Office:
    """LibreOffice with a profile of its own, with or without the add-in. `saved` fills `functions`, and
    `milliseconds` with the time to recalculate each file. `converted` runs LibreOffice without a driver.
    """

    folder: Path
    addin: bool = True
    functions: list[tuple[str, str, list[str]]] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.python = python_with_uno()
        self.folder.mkdir(parents=True, exist_ok=True)
        shared, profile = self.folder / "shared", self.folder / "profile"
        # unopkg refuses to install into root's own profile, so a shared repository in our folder is used.
        self.options = [
            f"-env:UserInstallation={profile.as_uri()}",
            f"-env:UNO_SHARED_PACKAGES_CACHE={shared.as_uri()}",
        ]
        self.program = require_libreoffice()
        if self.addin:
            package = self.folder / "cchc.oxt"
            package.write_bytes(extension())
            unopkg = Path(os.path.realpath(self.program)).with_name("unopkg")
            found = str(unopkg) if unopkg.exists() else shutil.which("unopkg") or "unopkg"
            command = [found, "add", "--shared", *self.options, str(package)]
            self._install(command, shared)

    def _install(self, command: Sequence[str], shared: Path) -> None:
        """Run unopkg. It is known to abort now and then on a busy computer: then once more, from an empty folder."""
        for attempt in range(2):
            done = subprocess.run(
                command,
                check=False,
                capture_output=True,
                stdin=subprocess.DEVNULL,
                timeout=SECONDS,
                env=clean_environment(),
            )
            if done.returncode >= 0 or attempt:
                break
            shutil.rmtree(shared, ignore_errors=True)
        assert done.returncode == 0, (done.returncode, done.stderr)

    def converted(self, files: Sequence[Path], target: Path, kind: str = "xlsx") -> list[Path]:
        """The files converted by LibreOffice's command line into a folder, in a new profile. Its settings make
        LibreOffice calculate files when it loads them.
        """
        profile = Path(tempfile.mkdtemp(dir=self.folder))
        (profile / "user").mkdir()
        (profile / "user" / "registrymodifications.xcu").write_text(_CALCULATES, encoding="utf-8")
        command = [self.program, f"-env:UserInstallation={profile.as_uri()}", self.options[1], "--headless"]
        subprocess.run(
            [*command, "--convert-to", kind, "--outdir", str(target), *(str(file) for file in files)],
            check=True,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=SECONDS,
            env=clean_environment(),
        )
        return [target / f"{file.stem}.{kind}" for file in files]

    def saved(
        self, files: Sequence[Path], target: Path, edits: Sequence[Edit] = (), *, recalculate: bool = True
    ) -> list[Path]:
        """The files opened, edited and saved into a folder. With `recalculate` all formulas are calculated
        again after the edits.
        """
        target.mkdir(parents=True, exist_ok=True)
        results = [target / file.name for file in files]
        job = {
            "command": [self.program, *self.options],
            "files": [[a.as_uri(), b.as_uri()] for a, b in zip(files, results, strict=True)],
            "edits": list(edits),
            "recalculate": recalculate,
        }
        for _ in range(3):  # the first start after an installation may not have the add-in yet
            self.functions = self._drive(job)
            if self.functions or not self.addin:
                break
        return results

    def _drive(self, job: object) -> list[tuple[str, str, list[str]]]:
        done = subprocess.run(
            [self.python, str(DRIVER)],
            input=json.dumps(job),
            text=True,
            encoding="utf-8",
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env=clean_environment(),
        )
        assert done.returncode == 0, done.stderr
        self.milliseconds = [
            float(line) for line in done.stderr.split() if line.replace(".", "", 1).isdigit()
        ]
        listed = json.loads(done.stdout.splitlines()[-1])
        return [(name, help_text, arguments) for name, help_text, arguments in listed]
