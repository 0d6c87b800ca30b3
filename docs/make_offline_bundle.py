"""Makes a folder that runs cchc on a Windows computer without internet and without an administrator.

    uv build --wheel
    uv run python docs/make_offline_bundle.py --python PYTHON.tar.gz --wheel dist/cchc-….whl --out C-cchc

PYTHON is the archive of a standalone (relocatable) CPython 3.11 or newer for Windows, x86-64; its top
folder is `python`. Wheels come from the package index for which pip is configured. The folder made is carried
to the office on a USB stick and copied to C:\\cchc. See docs/cai-dat-ngoai-tuyen.md.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

PLATFORM = ("--platform", "win_amd64", "--only-binary", ":all:", "--implementation", "cp")

LAUNCHER = (
    "@echo off\r\n"
    '"%~dp0python\\python.exe" -I -X utf8 -c "from macros_py.cli import main; main()" %*\r\n'
    "exit /b %errorlevel%\r\n"
)

Run = Callable[[Sequence[str]], object]


def run(command: Sequence[str]) -> object:
    """Run a program. Raises CalledProcessError where it fails."""
    return subprocess.run(command, check=True)


def make_bundle(python: Path, wheel: Path, out: Path, version: str = "3.11", run: Run = run) -> None:
    """Unpack Python, download wheels for Windows, install them beside it, write the launcher."""
    if out.exists() and any(out.iterdir()):
        raise SystemExit(f"{out} is not empty")
    out.mkdir(parents=True, exist_ok=True)
    unpack(python, out)
    home = out / "python"
    if not (home / "python.exe").is_file():
        raise SystemExit(f"{python} holds no python/python.exe")
    pip = [sys.executable, "-m", "pip"]
    wheels = out / "wheels"
    run([*pip, "download", *PLATFORM, "--python-version", version, "-d", str(wheels), f"{wheel}[excel]"])
    packages = home / "Lib" / "site-packages"
    options = ["--no-index", "--find-links", str(wheels), "--target", str(packages), "--upgrade"]
    run([*pip, "install", *PLATFORM, "--python-version", version, *options, f"{wheel}[excel]"])
    put_libraries_beside_python(packages, home)
    (out / "cchc.cmd").write_bytes(LAUNCHER.encode("ascii"))


def unpack(archive: Path, out: Path) -> None:
    """Unpack a .zip or .tar.* into a folder; nothing is written outside it."""
    if archive.suffix == ".zip":
        with zipfile.ZipFile(archive) as package:
            package.extractall(out)
    else:
        with tarfile.open(archive) as package:
            package.extractall(out, filter="data")


def put_libraries_beside_python(packages: Path, home: Path) -> None:
    """Copy xlwings' DLLs beside python.exe, where the add-in looks for them; pip puts them among the packages."""
    for library in packages.rglob("xlwings*.dll"):
        shutil.copy2(library, home / library.name)


def main() -> None:
    """Make the bundle that the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("--python", "--wheel", "--out"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--python-version", default="3.11")
    given = parser.parse_args()
    make_bundle(given.python, given.wheel, given.out, given.python_version)


if __name__ == "__main__":
    main()
