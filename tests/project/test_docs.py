"""Documentation that cannot rot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cchc.findings.catalogue import CATALOGUE, ERROR, NOTE, WARNING
from tests.support.scripts import ROOT, script


def test_the_reference_is_what_the_code_says() -> None:
    """If this fails: uv run python docs/make_reference.py."""
    made = script(ROOT / "docs" / "make_reference.py").reference()
    assert (ROOT / "docs" / "reference.md").read_text(encoding="utf-8") == made


def test_every_finding_has_both_languages_and_a_remedy() -> None:
    for code, entry in CATALOGUE.items():
        assert re.fullmatch(r"[A-Z][A-Z0-9_]+", code)
        assert entry.severity in (ERROR, WARNING, NOTE)
        for words in (entry.message, entry.remedy):
            assert words.vi and words.en and words.vi != words.en
            assert set(re.findall(r"{(\w+)}", words.vi)) == set(re.findall(r"{(\w+)}", words.en)), code


@pytest.mark.parametrize(
    "page",
    sorted(ROOT.glob("*.md"))
    + sorted((ROOT / "docs").glob("*.md"))
    + sorted((ROOT / "samples").glob("*.md")),
    ids=lambda p: p.name,
)
def test_links_and_pictures_exist(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_paths_of_the_developers_page_exist() -> None:
    """`<kind>` stands for a name of one's own."""
    text = (ROOT / "docs" / "developers.md").read_text(encoding="utf-8")
    named = re.findall(r"`([a-z_]+(?:/[^`\s]*)+|[a-z_]+\.py)`", text)
    assert len(named) > 40
    here = [name for name in named if "<" not in name]
    # Steps and commands are named as they stand below macros_py/.
    assert [
        name for name in here if not any((root / name).exists() for root in (ROOT, ROOT / "macros_py"))
    ] == []
