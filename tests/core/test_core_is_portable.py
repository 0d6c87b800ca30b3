"""The add-in carries `cchc/core` into LibreOffice's own Python: 3.8 syntax, standard library only."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import cchc.core

CORE = Path(cchc.core.__file__).parent
MODULES = sorted(CORE.glob("**/*.py"))
SINCE_3_9 = {"graphlib", "tomllib", "zoneinfo"}
METHODS_SINCE_3_9 = {"removeprefix", "removesuffix", "bit_count", "is_relative_to"}
GENERIC_SINCE_3_9 = {"dict", "frozenset", "list", "set", "tuple", "type"}
KEYWORDS_SINCE_3_9 = {"zip": {"strict"}, "dataclass": {"slots", "kw_only", "match_args"}}


def name_of(path: Path) -> str:
    """A module by its place in the core."""
    return path.relative_to(CORE).as_posix()


def obstacles(source: str, depth: int = 0) -> list[str]:
    """What would keep a module of the core from running there; `depth`: how many packages deep inside it."""
    try:
        tree = ast.parse(source, feature_version=(3, 8))
    except SyntaxError as error:
        return [f"syntax: {error.msg}"]
    return [*foreign_imports(tree, depth), *newer_expressions(tree)]


def foreign_imports(tree: ast.Module, depth: int) -> Iterator[str]:
    """Imports of anything but the standard library of 3.8 and the core itself."""
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module or ""]
        elif isinstance(node, ast.ImportFrom) and node.level > 1 + depth:
            yield f"import from above the package: {node.module}"
        for name in names:
            root = name.partition(".")[0]
            if root not in sys.stdlib_module_names or root in SINCE_3_9:
                yield f"import: {name}"


def newer_expressions(tree: ast.Module) -> Iterator[str]:
    """What parses under 3.8 but fails there when it runs; postponed annotations never run."""
    for node in evaluated(tree, postponed=has_future_annotations(tree)):
        if isinstance(node, ast.Match):
            yield "match"
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            yield f"union or merge with |: {ast.unparse(node)}"
        elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            if node.value.id in GENERIC_SINCE_3_9:
                yield f"generic built-in: {ast.unparse(node)}"
        elif isinstance(node, ast.Attribute) and node.attr in METHODS_SINCE_3_9:
            yield f"method: {node.attr}"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            newer = KEYWORDS_SINCE_3_9.get(node.func.id, set())
            yield from (f"keyword: {word.arg}" for word in node.keywords if word.arg in newer)


def evaluated(node: ast.AST, *, postponed: bool) -> Iterator[ast.AST]:
    """The nodes that are executed, annotations among them only where they are not postponed."""
    for field, value in ast.iter_fields(node):
        if postponed and field in {"annotation", "returns"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield child
                yield from evaluated(child, postponed=postponed)


def has_future_annotations(tree: ast.Module) -> bool:
    """Whether the module postpones its annotations."""
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "__future__"
        and any(alias.name == "annotations" for alias in node.names)
        for node in tree.body
    )


def test_there_are_modules_to_look_at() -> None:
    """The tests below would pass over an empty folder."""
    assert {"numbers.py", "rules/table.py", "indices.py", "ranking.py"} <= {
        name_of(path) for path in MODULES
    }


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_runs_on_python_3_8_with_nothing_installed(path: Path) -> None:
    """Nothing newer, nothing from outside."""
    depth = len(path.relative_to(CORE).parts) - 1
    assert obstacles(path.read_text(encoding="utf-8"), depth) == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_with_annotations_postpones_them(path: Path) -> None:
    """Then an annotation may use any notation, it is never evaluated."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    annotated = any(isinstance(node, (ast.AnnAssign, ast.arg)) for node in ast.walk(tree))
    assert has_future_annotations(tree) or not annotated


@pytest.mark.parametrize(
    ("source", "obstacle"),
    [
        ("match x:\n    case 1: pass", "syntax"),
        ("with (open('a') as a, open('b') as b): pass\ntype X = int", "syntax"),
        ("import pandas", "import: pandas"),
        ("import tomllib", "import: tomllib"),
        ("from cchc.language import Words", "import: cchc.language"),
        ("from ..language import Words", "import from above"),
        ("def f(x: int | None): pass", "union"),
        ("from __future__ import annotations\nValue = int | None", "union"),
        ("from __future__ import annotations\nNames = dict[str, int]", "generic built-in"),
        ("def f() -> list[int]: pass", "generic built-in"),
        ("'a.b'.removesuffix('b')", "method"),
        ("zip([], [], strict=True)", "keyword"),
    ],
)
def test_what_would_not_run_there_is_seen(source: str, obstacle: str) -> None:
    """The check itself fails where it should."""
    assert [found for found in obstacles(source) if found.startswith(obstacle)]


def test_postponed_annotations_are_no_obstacle() -> None:
    """They may be written as on today's Python, for they are not evaluated."""
    source = "from __future__ import annotations\ndef f(x: int | None) -> list[int]: pass"
    assert obstacles(source) == []
