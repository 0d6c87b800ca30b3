"""What is printed is text: names of strangers are neither mark-up nor orders to the terminal, and commands that are
suggested can be pasted.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cchc.command_line import quoted
from cchc.errors import CchcError
from cchc.findings.finding import finding
from cchc.language import Words
from cchc.visible import visible
from macros_py.commands.screen import Branch, Styled, show_findings, tell, tree_lines
from tests.command.test_cli import run
from tests.command.verbs_at_work import ON_CAMPAIGN, AtWork, Run, copied, each_verb, named
from tests.support.command_runs import COMMAND, ROOT, run_command

COMMANDS = ROOT / "macros_py" / "commands"
NAMES = [
    "mm[/x]",
    "[bold red]x",
    "dot [x]",
    ":smile: 100%",
    "a\x1b[31mb",
    "a\u202eb\u2066c",
    "a\nXong.",
    "-x",
]
HIDDEN = "\x1b\u202e\u2066\u200b\x07\x7f\x9b\r"


@pytest.mark.skipif(sys.platform == "win32", reason="names that Windows does not take")
@pytest.mark.parametrize("name", NAMES)
def test_a_folder_of_any_name(name: str, first_at_work: AtWork, tmp_path: Path) -> None:
    """Every verb works in it, prints nothing a terminal would obey, and names it as it is."""
    (tmp_path / name).mkdir(parents=True)
    at = copied(first_at_work, tmp_path / name)
    for verb, (code, out, err) in each_verb(at, cwd=tmp_path).items():
        assert (code, err) == (0, ""), (verb, err)
        assert not set(out) & set(HIDDEN), verb
        assert "\nXong." not in out, verb
    missing = run_command("status", at.dot / "khong", cwd=tmp_path)
    assert missing.returncode == 2
    assert not set(missing.stderr) & set(HIDDEN) and missing.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="run by bash")
@pytest.mark.parametrize("absolute", [True, False], ids=["absolute", "relative"])
@pytest.mark.parametrize("name", [*NAMES, "Đợt 2023", 'd\'Or "x" $HOME `ls` \\n', "x" * 150, "tệp\udcff"])
def test_a_suggested_command_can_be_pasted(name: str, absolute: bool, tmp_path: Path) -> None:
    """`init` says what to type next; typed so in a shell, it does what it says."""
    named_as = tmp_path / name if absolute else Path(f"./{name}" if name.startswith("-") else name)
    first = subprocess.run(
        [*COMMAND, "init", os.fsencode(str(named_as) if absolute else f"./{name}")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "UV": "", "COLUMNS": "40"},
        capture_output=True,
        check=True,
    )
    suggested = first.stdout.decode().splitlines()[-1]
    assert suggested.startswith("  cchc generate ")
    shell = (
        f'cchc() {{ {sys.executable} -c "from macros_py.cli import main; main()" "$@"; }}\n{suggested}\n'
    )
    done = subprocess.run(
        ["bash", "-c", shell],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, (suggested, done.stderr.decode())
    assert len(list((tmp_path / name / "phat-hanh").rglob("*.xlsx"))) == 13


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("dot-2023", "dot-2023"),
        ("Đợt", "Đợt"),
        ("C:\\Đợt 2023", '"C:\\Đợt 2023"'),
        ("a&b", '"a&b"'),
        ("(x)", '"(x)"'),
        ("a,b", '"a,b"'),
        ("D:\\a;b", '"D:\\a;b"'),
        ("", '""'),
    ],
)
def test_quotes_that_cmd_and_powershell_take(name: str, shown: str) -> None:
    assert quoted(name, windows=True) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Xã An Phú", "Xã An Phú"),
        ("a\x1b[31m", "a\\x1b[31m"),
        ("a\nb\r\tc", "a\\nb\\r\\tc"),
        ("x\u202egnp.exe", "x<U+202E>gnp.exe"),
        ("a\u200bb\u2028c\ufeff", "a<U+200B>b<U+2028>c<U+FEFF>"),
        ("te\udcffp", "te\\xffp"),
        ("\x7f\x9b\xad", "\\x7f\\x9b<U+00AD>"),
    ],
)
def test_characters_that_do_not_show_are_spelt_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_an_error_stays_in_its_line() -> None:
    """What is filled in forges no line; lines of its own are given as a tuple."""
    words = Words("Sai {name}\n{lines}", "Wrong {name}\n{lines}")
    assert (
        str(CchcError(words, name="a\nXong.", lines=("một\x1b", "hai"))) == "Sai a\\nXong.\nmột\\x1b\nhai"
    )


def test_findings_and_trees_are_text(capsys: pytest.CaptureFixture[str]) -> None:
    stranger = "[/x] \x1b[2J \u202e :smile:\nXong."
    show_findings([finding("FILE_DAMAGED", stranger, file=stranger)])
    tell(Words("Tệp {file}", "File {file}"), file=stranger)
    root = Branch(stranger)
    root.add(Styled(stranger, "bold"), stranger)
    printed = capsys.readouterr().out + "\n".join(tree_lines(root))
    assert not set(printed) & set(HIDDEN)
    assert "Tệp [/x] \\x1b[2J <U+202E> :smile:\\nXong.\n" in printed
    assert tree_lines(root)[0] == visible(stranger)


@pytest.mark.skipif(sys.platform == "win32", reason="names that Windows does not take")
def test_names_of_returned_files_on_the_screen(at_work: AtWork) -> None:
    """In a table of findings and in the history: a stranger's file name cannot forge a line."""
    (at_work.dot / "nop-ve" / "a\x1b[2K\u202e[x]\nb.xlsx").write_bytes(b"PK")
    verbs: tuple[list[str | Path], ...] = (
        ["consolidate", at_work.dot],
        ["history", at_work.dot, "--intake"],
    )
    for arguments in verbs:
        done = run_command(*arguments, environment={"COLUMNS": "300"})
        assert done.returncode == (1 if arguments[0] == "consolidate" else 0), done.stderr
        assert not set(done.stdout) & set(HIDDEN)
        assert "a\\x1b[2K<U+202E>[x]\\nb.xlsx" in done.stdout


def test_json_for_machines_is_whole_and_shows_all(at_work: AtWork) -> None:
    done = run_command("explain", at_work.dot, at_work.unit, "--json")
    assert json.loads(done.stdout)["unit"]
    record = {"a": "x\u202e\x7f\U000e0041\n"}
    program = f"from macros_py.commands.screen import show_record; show_record({record!r})"
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8", cwd=ROOT
    )
    assert json.loads(shown.stdout) == record
    assert shown.stdout.isascii() and shown.stdout.replace("\n", "").isprintable()


@pytest.mark.parametrize("verb", ON_CAMPAIGN, ids=named)
@pytest.mark.parametrize("typed", ["\x1b[2J", "a\nXong."])
def test_what_was_typed_wrong_is_told_in_one_line(
    typed: str, verb: Run, at_work: AtWork, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*verb.arguments(at_work), f"--{typed}") == 2
    told = capsys.readouterr().err
    assert "\x1b" not in told and "\nXong" not in told


def printing(source: str) -> list[str]:
    """Ways past the door in a module of a verb: `print`, `click.echo`, a console of rich, mark-up."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [
                each.name for each in node.names if each.name.partition(".")[0] in ("rich", "logging")
            ]
        elif isinstance(node, ast.ImportFrom):
            if (node.module or "").partition(".")[0] in ("rich", "logging"):
                found.append(str(node.module))
        elif isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name in (
                "print",
                "click.echo",
                "click.secho",
                "click.style",
                "click.echo_via_pager",
            ) or name.endswith((".print", ".write", ".write_text", "stdout", "stderr")):
                found.append(name)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "[/]" in node.value:
            found.append(node.value)
    return found


@pytest.mark.parametrize("module", sorted(COMMANDS.glob("*.py")), ids=lambda module: module.name)
def test_a_verb_prints_through_the_one_door(module: Path) -> None:
    if module.name != "screen.py":
        assert printing(module.read_text(encoding="utf-8")) == []


ROOMS = ("cchc", "workbook_templates", "generator", "consolidator", "xl_addin", "macros_py")


@pytest.mark.parametrize("room", ROOMS)
def test_no_sentence_holds_the_systems_own_words(room: str) -> None:
    """They are English, or in the language of the system: `cchc.reasons` has ours."""
    for module in (ROOT / room).rglob("*.py"):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert "strerror" not in names, module


def test_a_way_past_the_door_would_be_noticed() -> None:
    for line in (
        "print('x')",
        "click.echo('x')",
        "console().print(x)",
        "from rich.table import Table",
        "import rich",
        "x = f'[bold]{y}[/]'",
        "sys.stdout.write(x)",
    ):
        assert printing(line), line
    assert printing("tell(_DONE, file=file)") == []
