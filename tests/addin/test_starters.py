"""Starting without a terminal, and the offline bundle."""

from __future__ import annotations

import importlib.util
import zipfile
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import click
import pytest

from macros_py.cli import build
from macros_py.steps.starters import STARTERS
from tests.support.rounds import Round

ROOT = Path(__file__).parents[2]


def test_init_leaves_starters_that_cmd_understands(fresh_round: Round) -> None:
    for starter in STARTERS:
        content = (fresh_round.root / starter.name).read_bytes()
        assert content.count(b"\n") == content.count(b"\r\n") > 5
        assert not content.startswith(b"\xef\xbb\xbf")
        assert starter.name.isascii()
        assert starter.says in content.decode("utf-8")


def test_starters_name_verbs_that_exist() -> None:
    command = build()
    for starter in STARTERS:
        verb = starter.arguments.split()[0]
        assert command.get_command(click.Context(command), verb) is not None, starter.name


def bundle_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bundle", ROOT / "docs" / "make_offline_bundle.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_bundle_has_python_packages_libraries_and_a_launcher(tmp_path: Path) -> None:
    script = bundle_script()
    with zipfile.ZipFile(tmp_path / "python.zip", "w") as package:
        package.writestr("python/python.exe", "")
    commands: list[Sequence[str]] = []

    def run(command: Sequence[str]) -> None:
        commands.append(command)
        if "--target" in command:
            target = Path(command[command.index("--target") + 1])
            target.mkdir(parents=True)
            (target / "xlwings64-0.37.8.dll").write_bytes(b"dll")

    script.make_bundle(tmp_path / "python.zip", Path("cchc.whl"), tmp_path / "cchc", run=run)
    assert [command[3] for command in commands] == ["download", "install"]
    assert all("win_amd64" in command for command in commands)
    assert (tmp_path / "cchc" / "python" / "xlwings64-0.37.8.dll").read_bytes() == b"dll"
    assert b"macros_py.cli" in (tmp_path / "cchc" / "cchc.cmd").read_bytes()
    with pytest.raises(SystemExit, match="not empty"):
        script.make_bundle(tmp_path / "python.zip", Path("cchc.whl"), tmp_path / "cchc", run=run)
