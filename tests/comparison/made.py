"""Makes the folders that are compared: the presets with all their forms issued, and whole rounds of a demo."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from macros_py.steps.generate import issue_forms
from macros_py.steps.init import make_campaign
from tests.support.contents import contents, digests
from tests.support.scripts import ROOT
from workbook_templates.library import preset

KEPT = Path(__file__).parent / "kept"
PRESETS = ("hon-quan-2023", "vinh-long-2023", "vinh-long-2025")
SEEDS = (1, 2, 3)
"""A demo for each, of the preset in the same place."""

_UNITS = "12"


def _issued(name: str, root: Path) -> None:
    """A campaign of a preset with its forms issued, and its criteria sets as workbooks."""
    chosen = preset(name)
    make_campaign(root, chosen, chosen.tables, key=hashlib.sha256(name.encode()).digest())
    issue_forms(root)
    for number, criteria in enumerate(chosen.criteria_sets):
        _command("criteria", "export", criteria, str(root / f"{number}-xuat.xlsx"))
        _command("criteria", "show", criteria, "--xlsx", str(root / f"{number}-in.xlsx"))


def _demo(seed: int, name: str, root: Path) -> None:
    """A whole round, and where every figure of one unit comes from."""
    _command("demo", str(root), "--preset", name, "--seed", str(seed), "--units", _UNITS)
    unit = preset(name).tables["units"][0].cells["code"]
    lineage = _command("explain", str(root), str(unit), "--json", allowed=(0, 1))
    (root / "dien-giai.json").write_bytes(lineage)


def _command(*arguments: str, allowed: tuple[int, ...] = (0,)) -> bytes:
    run = (sys.executable, "-c", "from macros_py.cli import main; main()", *arguments)
    done = subprocess.run(run, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode in allowed, done.stderr.decode(errors="replace")
    return done.stdout


MAKERS: Mapping[str, Callable[[Path], None]] = {
    **{f"preset-{name}": partial(_issued, name) for name in PRESETS},
    **{f"demo-{seed}": partial(_demo, seed, name) for seed, name in zip(SEEDS, PRESETS, strict=True)},
}


def made(which: str, root: Path) -> dict[str, str]:
    """Make a folder; the fingerprint of each of its files, by its path."""
    MAKERS[which](root)
    return digests(contents(root))


def kept(which: str) -> dict[str, str]:
    """The fingerprints on record."""
    lines = (KEPT / f"{which}.txt").read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}


def keep(which: str, found: Mapping[str, str]) -> None:
    """Put fingerprints on record."""
    KEPT.mkdir(exist_ok=True)
    text = "".join(f"{digest}  {path}\n" for path, digest in sorted(found.items()))
    (KEPT / f"{which}.txt").write_text(text, encoding="utf-8", newline="\n")
