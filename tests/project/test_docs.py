"""Documentation that cannot rot."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from cchc.findings.catalogue import CATALOGUE, ERROR, NOTE, WARNING

ROOT = Path(__file__).parents[2]


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_is_what_the_code_says() -> None:
    """If this fails: uv run python docs/make_reference.py."""
    made = script("make_reference").reference()
    assert (ROOT / "docs" / "reference.md").read_text(encoding="utf-8") == made


def test_every_finding_has_both_languages_and_a_remedy() -> None:
    for code, entry in CATALOGUE.items():
        assert re.fullmatch(r"[A-Z][A-Z0-9_]+", code)
        assert entry.severity in (ERROR, WARNING, NOTE)
        for words in (entry.message, entry.remedy):
            assert words.vi and words.en and words.vi != words.en
            assert set(re.findall(r"{(\w+)}", words.vi)) == set(re.findall(r"{(\w+)}", words.en)), code


@pytest.mark.parametrize(
    "page", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").glob("*.md")), ids=lambda p: p.name
)
def test_links_and_pictures_exist(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target
