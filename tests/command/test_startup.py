"""What a verb may import: `cchc --help` and `cchc check` are there at once.

Counted by modules, not by time: a slow machine must not fail a test, a heavy import must.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from macros_py.verbs import VERBS
from tests.support.rounds import Round

_PROGRAM = """
import json, sys
from macros_py.cli import main
try:
    main(json.loads(sys.argv[1]))
except SystemExit as ended:
    code = ended.code
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""

WRITING = {"xlsxwriter", "openpyxl"}
TABLES = {"pandas", "numpy", "pyarrow", "polars", "dateutil", "pytz"}
READING = {"lxml", "python_calamine"}
SHOWING = {"rich", "pygments", "markdown_it"}
WORKERS = {"asyncio", "multiprocessing", "pebble"}
NEVER = {"xlwings", "hypothesis", "pytest", "ironcalc", "docx", "matplotlib"}


def imported(*arguments: str) -> set[str]:
    """The modules a fresh process has imported once the command has run."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, json.dumps(arguments)],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code in (0, 1), done.stderr
    return set(modules)


def heavy(modules: set[str], forbidden: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules} & forbidden


def test_help_imports_click_and_nothing_else() -> None:
    modules = imported("--help")
    assert not heavy(
        modules, WRITING | TABLES | READING | SHOWING | WORKERS | NEVER | {"cryptography", "zipfile"}
    )
    ours = {"cchc", "consolidator", "generator", "workbook_templates", "xl_addin", "macros_py"}
    assert {name for name in modules if name.partition(".")[0] in ours} == {
        "cchc",
        "cchc.errors",
        "cchc.language",
        "macros_py",
        "macros_py.cli",
        "macros_py.outlets",
        "macros_py.speaking",
        "macros_py.verbs",
    }
    assert len(modules - imported_by_click()) < 60


def imported_by_click() -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", "import click, sys; print(*sys.modules)"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("verb", [verb.name for verb in VERBS])
def test_help_of_a_verb_needs_no_library(verb: str) -> None:
    modules = imported(verb, "--help")
    assert not heavy(modules, WRITING | TABLES | READING | SHOWING | WORKERS | NEVER)


def test_check_reads_and_does_not_write(issued_round: Round) -> None:
    """A form without findings is checked and told of without the libraries that write and draw. Workers are
    there: what strangers sent is read in a process that may die.
    """
    form = next(issued_round.opened.folder.issued.rglob("*.xlsx"))
    assert not heavy(imported("check", str(form)), WRITING | TABLES | SHOWING | NEVER)


def test_check_without_a_campaign(issued_round: Round, tmp_path: Path) -> None:
    form = next(issued_round.opened.folder.issued.rglob("*.xlsx"))
    alone = tmp_path / form.name
    alone.write_bytes(form.read_bytes())
    assert not heavy(imported("check", str(alone)), WRITING | TABLES | SHOWING | NEVER)


def test_generating_needs_the_writer_alone(issued_round: Round) -> None:
    modules = imported("generate", str(issued_round.root))
    assert "xlsxwriter" in modules
    assert not heavy(modules, {"openpyxl"} | TABLES)


def test_status_needs_no_writer(issued_round: Round) -> None:
    assert not heavy(imported("status", str(issued_round.root)), WRITING | TABLES)
