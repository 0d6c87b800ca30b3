"""Users sit at Windows: no call that only POSIX has without its Windows branch."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from pathlib import Path

from tests.support.loops import for_each

ROOT = Path(__file__).parents[2]
ROOMS = ("cchc", "workbook_templates", "generator", "consolidator", "xl_addin", "macros_py", "benchmarks")
MODULES = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "posix", "pty", "syslog"}
CALLS = {
    "fork", "forkpty", "geteuid", "getuid", "getgid", "chown", "lchown", "mkfifo", "killpg", "setsid", "setrlimit",
    "sysconf", "nice", "wait", "chroot", "uname", "getloadavg", "sched_setaffinity", "alarm", "setitimer", "sync",
}  # fmt: skip
SOURCES = sorted(itertools.chain.from_iterable((ROOT / room).rglob("*.py") for room in ROOMS))


def posix_only(source: str) -> Iterator[str]:
    """Names in a source that Windows does not have, outside `if os.name == "posix"` and the other branch
    of `if sys.platform == "win32"`.
    """
    tree = ast.parse(source)
    guarded = _guarded(tree)
    for node in ast.walk(tree):
        if node in guarded:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
            yield str(node.module)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in ("os", "signal") and node.attr in CALLS | {"SIGKILL", "SIGALRM", "SIGUSR1"}:
                yield f"{node.value.id}.{node.attr}"
            elif node.attr == "chmod":
                yield "chmod"


def _guarded(tree: ast.AST) -> set[ast.AST]:
    guarded: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "os.name == 'posix'":
            guarded.update(ast.walk(node))
        if isinstance(node, ast.If) and ast.unparse(node.test) == "sys.platform == 'win32'":
            guarded.update(each for branch in node.orelse for each in ast.walk(branch))
    return guarded


def test_no_posix_only_call() -> None:
    found = for_each(SOURCES, lambda path: [path, *posix_only(path.read_text(encoding="utf-8"))])
    assert [each for each in found if len(each) > 1] == []


def test_the_search_finds_them() -> None:
    source = "import fcntl\nimport os\nos.fork()\nif os.name == 'posix':\n    os.geteuid()\n"
    source += "if sys.platform == 'win32':\n    pass\nelse:\n    import resource\n"
    assert sorted(posix_only(source)) == ["fcntl", "os.fork"]


def test_text_files_are_opened_with_an_encoding() -> None:
    """Windows would otherwise read and write in its own code page."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr in ("read_text", "write_text"):
                    assert any(each.arg == "encoding" for each in node.keywords), path
                if (
                    node.func.attr == "open" and ast.unparse(node.func.value) != "os"
                ):  # os.open has no encoding
                    if node.args and not isinstance(node.args[0], ast.Constant):
                        continue  # opens a workbook by name, not a file in a mode
                    mode = ast.unparse(node.args[0]) if node.args else "'r'"
                    assert "b" in mode or any(each.arg == "encoding" for each in node.keywords), path
