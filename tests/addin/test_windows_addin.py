"""The .xlam, built without Excel: what is in it, and what it can be made to do."""

from __future__ import annotations

import inspect
import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.groups import require_group
from workbook_templates.udf_catalogue import CATALOGUE, WIZARD_LIMIT
from xl_addin.declared import declared_for
from xl_addin.windows.build import MODULES, add_in
from xl_addin.windows.machine import Machine, home, problems, settings_text
from xl_addin.windows.ribbon import BUTTONS
from xl_addin.windows.wrappers import XLWINGS_VERSION, bridge, descriptions, wrappers

require_group("addin", "pyopenvba", "pyvbaanalysis", "oletools")

import pyvbaanalysis  # noqa: E402
from pyopenvba import ExcelFile  # noqa: E402

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("xlam") / "cchc.xlam"
    path.write_bytes(add_in())
    return path


def test_the_same_input_gives_the_same_bytes(built: Path) -> None:
    assert add_in() == built.read_bytes()


def test_all_modules_are_in_it(built: Path) -> None:
    with ExcelFile(str(built)) as book:
        assert set(MODULES) <= set(book.module_names())
        for name, source in zip(MODULES, (bridge(), wrappers(), descriptions()), strict=True):
            assert book.get_module(name).split() == source.split()
        assert book.validate() == []


def test_the_sources_have_no_fault_an_analyser_sees(built: Path) -> None:
    found = pyvbaanalysis.analyze_office_file(str(built))
    assert {name: [each.message for each in faults] for name, faults in found.items() if faults} == {}


def test_an_analyser_would_see_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "bad.xlam"
    with ExcelFile.create_new(str(path)) as book:
        book.vba_project().add_module(
            "Bad", 'Attribute VB_Name = "Bad"\r\nSub A()\r\n x = 1\r\nEnd Sub\r\n'
        )
        book.save()
    assert pyvbaanalysis.analyze_office_file(str(path))["Bad"]


def test_every_suspicious_word_is_explained(built: Path) -> None:
    """What antivirus programs will look at too: docs name each one."""
    explained = (ROOT / "docs" / "addin-windows-checklist.md").read_text(encoding="utf-8").casefold()
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "oletools.olevba", "--json", str(built)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    (report,) = [each for each in json.loads(done.stdout) if each.get("analysis")]
    hits = [
        (each["type"], each["keyword"])
        for each in report["analysis"]
        if each["type"] in ("AutoExec", "Suspicious")
    ]
    assert hits
    assert [word for _, word in hits if word.casefold() not in explained] == []
    assert len(hits) <= 8


def test_the_bridge_reads_nothing_from_workbooks() -> None:
    """Neither sheets nor folders of the active workbook say what runs; it is handed on as data alone."""
    code = "\n".join(line.partition("' ")[0] for line in bridge().splitlines())
    for word in (
        "Worksheets",
        "Sheets(",
        "Range(",
        "ActiveWorkbook.Path",
        ".conf",
        "Environ",
        "FullName",
        "Shell",
    ):
        assert word not in code, word
    assert code.count("ActiveWorkbook") == 1
    assert re.findall(r"ThisWorkbook\.(\w+)", code) == ["Path"]
    assert "CVErr(xlErrNA)" in code and "= Err.Description" not in code


def test_wrappers_are_those_xlwings_would_write() -> None:
    """Names and arguments are compared with what xlwings' own generator makes of the decorated functions."""
    script = (
        "import io, json; from unittest.mock import MagicMock; from tests.support import fake_com as f;"
        "f.install(); import xlwings.udfs as u; b = io.StringIO(); w = MagicMock(); w.Name = 'cchc.xlam';"
        "u.generate_vba_wrapper('xl_addin.udfs', f.udf_module(), b, w); print(json.dumps(b.getvalue()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT, timeout=120
    )
    stock = json.loads(done.stdout.splitlines()[-1])
    pattern = r"Function (CCHC_\w+)\((.*?)\)"
    ours, theirs = (dict(re.findall(pattern, text)) for text in (wrappers(), stock))
    assert len(ours) == len(CATALOGUE)
    assert ours == theirs
    assert "failed:" in stock and "Err.Description" in stock, "the stock wrapper returns errors as text"


def test_texts_fit_excels_wizard_and_vbas_lines() -> None:
    for function in CATALOGUE:
        assert len(function.help.vi) <= WIZARD_LIMIT, function.name
        for each in function.parameters:
            assert len(f"{each.label.vi}: {each.help.vi}") <= WIZARD_LIMIT, (function.name, each.name)
    for source in (bridge(), wrappers(), descriptions()):
        assert source.isascii()
        lines = source.splitlines()
        assert max(len(line) for line in lines) < 1000
        longest = max(len(run) for run in re.findall(r"(?:[^\n]* _\n)+", source) or [""])
        assert longest < 10_000
        runs = [match.count("\n") for match in re.findall(r"(?:[^\n]* _\n)+", source)]
        assert max(runs, default=0) <= 24, "VBA takes 24 continued lines"


def test_vietnamese_comes_back_from_the_escapes() -> None:
    for text in re.findall(r'Said\("((?:[^"]|"")*)"\)', descriptions()):
        read = re.sub(r"~([0-9A-F]{4})", lambda match: chr(int(match.group(1), 16)), text)
        assert "~" not in read
    joined = re.sub(r"~([0-9A-F]{4})", lambda match: chr(int(match.group(1), 16)), descriptions())
    assert "Còn thiếu bao nhiêu điểm để đạt loại liền trên" in joined


def test_the_ribbon_is_well_formed_and_has_every_button(built: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(built.read_bytes())) as package:
        root = ElementTree.fromstring(package.read("customUI/customUI14.xml"))
        assert "customUI/customUI14.xml" in package.read("_rels/.rels").decode()
    buttons = [each for each in root.iter() if each.tag.endswith("button")]
    assert [each.get("id") for each in buttons] == [each.id for each in BUTTONS]
    assert all(each.get("onAction") == "CchcPress" for each in buttons)


def test_wrong_argument_names_cannot_be_imported() -> None:
    def CCHC_INDEX(scores: object, max_point: object) -> None:  # noqa: N802
        pass

    with pytest.raises(TypeError, match="max_point"):
        declared_for(CCHC_INDEX)  # type: ignore[arg-type]
    CCHC_INDEX.__name__ = "CCHC_INDEKS"
    with pytest.raises(TypeError, match="not in the catalogue"):
        declared_for(CCHC_INDEX)  # type: ignore[arg-type]


def test_the_module_offers_exactly_the_catalogue() -> None:
    import xl_addin.udfs as udfs

    offered = {name for name, _ in inspect.getmembers(udfs, inspect.isfunction) if name.startswith("CCHC_")}
    assert offered == {function.excel_name for function in CATALOGUE}


SOUND = Machine(
    windows=True,
    python=(3, 12),
    python_bits=64,
    office_bits=64,
    python_folder="C:\\cchc\\python",
    dlls=frozenset({f"xlwings64-{XLWINGS_VERSION}.dll", f"xlwings32-{XLWINGS_VERSION}.dll"}),
    folder="C:\\Users\\an\\AppData\\Local\\cchc",
    installed=True,
    blocked=False,
    started_from="C:\\cchc\\python",
    registered=True,
    macros=None,
)


def test_a_sound_machine_has_no_problem() -> None:
    assert problems(SOUND) == []
    assert problems(replace(SOUND, office_bits=32)) == []


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"windows": False}, "NOT_WINDOWS"),
        ({"python": (3, 10)}, "PYTHON_TOO_OLD"),
        ({"office_bits": None}, "NO_EXCEL"),
        ({"dlls": frozenset()}, "DLL_MISSING"),
        ({"dlls": frozenset({"xlwings64-0.30.0.dll"})}, "DLL_OTHER_VERSION"),
        ({"dlls": frozenset({f"xlwings64-{XLWINGS_VERSION}.dll"}), "office_bits": 32}, "DLL_OTHER_VERSION"),
        ({"python_folder": "C:\\Nguyễn", "started_from": "C:\\Nguyễn"}, "PATH_NOT_ASCII"),
        ({"installed": False, "registered": False}, "NOT_INSTALLED"),
        ({"installed": False}, "FILE_GONE"),
        ({"registered": False}, "NOT_REGISTERED"),
        ({"blocked": True}, "FILE_BLOCKED"),
        ({"started_from": "C:\\other"}, "OTHER_PYTHON"),
        ({"macros": 4}, "MACROS_OFF"),
    ],
)
def test_each_fault_is_named_with_a_remedy(change: dict[str, object], name: str) -> None:
    found = problems(replace(SOUND, **change))  # type: ignore[arg-type]
    assert [each.name for each in found] == [name]
    assert found[0].remedy.vi and found[0].remedy.en != found[0].remedy.vi


def test_a_name_with_diacritics_gets_an_ascii_place() -> None:
    own = home({"LOCALAPPDATA": "C:/Users/an/AppData/Local", "USERNAME": "an"})
    assert own == Path("C:/Users/an/AppData/Local/cchc")
    other = home(
        {"LOCALAPPDATA": "C:/Users/Nguyễn/AppData/Local", "USERNAME": "Nguyễn", "PROGRAMDATA": "C:/PD"}
    )
    assert str(other).isascii() and other.parts[-3:-1] == ("PD", "cchc")
    assert settings_text("C:\\cchc\\python") == "folder=C:\\cchc\\python\r\n"
