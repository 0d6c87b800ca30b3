"""Colours, fonts, number formats and what people read stand in workbook_templates, and nowhere else."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.support.loops import for_each
from tests.support.scripts import ROOT

ROOMS = ("cchc", "workbook_templates", "generator", "consolidator", "xl_addin", "macros_py")
STYLES = ROOT / "workbook_templates" / "styles.py"
SOURCES = sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py") if file != STYLES)
_LOOKS = {"num_format", "font_name", "font_color", "bg_color", "fg_color", "border_color"}
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_VIETNAMESE = re.compile(
    "[ăâđêôơưĂÂĐÊÔƠƯ\u00e0-\u00e3\u00e8-\u00ea\u00ec\u00ed\u00f2-\u00f5\u00f9\u00fa\u00fd\u1ea0-\u1ef9]"
)


def looks(source: str) -> Iterator[tuple[int, str]]:
    """Every colour, font or number format a module writes out, with its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _COLOUR.fullmatch(node.value):
            yield node.lineno, node.value
        pairs: list[tuple[ast.expr | str | None, ast.expr]] = []
        if isinstance(node, ast.Dict):
            pairs = list(zip(node.keys, node.values, strict=True))
        elif isinstance(node, ast.Call):
            pairs = [(keyword.arg, keyword.value) for keyword in node.keywords]
        for key, value in pairs:
            name = key.value if isinstance(key, ast.Constant) else key
            if name in _LOOKS and isinstance(value, ast.Constant) and value.value:
                yield value.lineno, str(value.value)


def sentences(source: str) -> Iterator[tuple[int, str]]:
    """Every Vietnamese text of a module that is no docstring, with its line."""
    tree = ast.parse(source)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in said:
            continue
        if isinstance(node.value, str) and _VIETNAMESE.search(node.value):
            yield node.lineno, node.value


def found_in(files: Iterable[Path], search: Callable[[str], Iterable[object]]) -> list[list[object]]:
    """The files in which a search finds something, each with what it found."""
    found = for_each(files, lambda file: [file, *search(file.read_text(encoding="utf-8"))])
    return [each for each in found if len(each) > 1]


def test_only_styles_say_how_a_cell_looks() -> None:
    assert found_in(SOURCES, looks) == []


def test_the_generator_has_no_words_of_its_own() -> None:
    assert found_in(sorted((ROOT / "generator").rglob("*.py")), sentences) == []


def test_figures_are_shown_by_locale() -> None:
    """A format with a comma for the decimals would show 87.50 as a text of another figure, or wrongly elsewhere."""
    formats = re.findall(r'_FORMAT = "([^"]*)"', STYLES.read_text(encoding="utf-8"))
    assert formats
    grouped = [each.replace("#,##0", "0") for each in formats]
    assert [each for each in grouped if "," in each or "[$" in each] == []


def test_a_look_and_a_word_would_be_noticed() -> None:
    assert list(looks("x = {'color': '#1F4E79'}")) == [(1, "#1F4E79")]
    assert list(looks("f(num_format='0.00')")) == [(1, "0.00")]
    assert list(looks("f(num_format=SCORE_FORMAT)")) == []
    assert list(sentences('"""Vì sao."""\nx = "Điểm"')) == [(2, "Điểm")]


def test_the_core_has_no_words_of_its_own() -> None:
    """It is given them: `cchc.core.words` says which."""
    assert found_in(sorted((ROOT / "cchc" / "core").rglob("*.py")), sentences) == []


_SOURCE_KEYS = {"SELF", "MINISTRY_SURVEY", "SIPAS", "DEPARTMENT_REMARKS"}
_SOURCE_TABLES = {"cchc/criteria/sources.py", "workbook_templates/words/sources.py"}


def names_of_sources(source: str) -> Iterator[str]:
    """The sources of points a module imports by name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == "cchc.criteria.sources":
            yield from (alias.name for alias in node.names if alias.name in _SOURCE_KEYS)


def asked_kinds(source: str) -> Iterator[int]:
    """Lines that ask of which class or kind a rule is."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "isinstance":
            if node.args and "rule" in ast.unparse(node.args[0]).split("."):
                yield node.lineno
        elif isinstance(node, ast.Compare) and ast.unparse(node.left).endswith("rule.kind"):
            yield node.lineno


def test_rules_and_sources_answer_for_themselves() -> None:
    """No module asks which rule or which source it has before it: it asks the rule, or the table of sources."""
    asking = [file for file in SOURCES if file.relative_to(ROOT).as_posix() not in _SOURCE_TABLES]
    assert found_in(asking, names_of_sources) == []
    assert found_in(asking, asked_kinds) == []


def test_a_rule_or_a_source_that_is_asked_for_would_be_noticed() -> None:
    assert list(asked_kinds("if isinstance(scored.leaf.rule, Steps): pass")) == [1]
    assert list(asked_kinds("x = leaf.rule.kind == 'deduct'")) == [1]
    assert list(names_of_sources("from cchc.criteria.sources import SIPAS, SOURCES")) == ["SIPAS"]
