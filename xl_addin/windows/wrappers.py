"""The VBA modules: one wrapper per function of the catalogue, the bridge, and the wizard's texts.

The standard wrapper of xlwings returns an error as text, so that IFERROR does not catch it, and passes the
active workbook to Python. The wrappers made here, from the catalogue and with xlwings' own writer, do
neither.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from importlib import resources
from typing import Any

from cchc.language import Words
from workbook_templates.udf_catalogue import CATALOGUE, CATEGORY, WIZARD_LIMIT, SheetFunction

XLWINGS_VERSION = "0.37.8"
"""The version of xlwings. Its DLLs have the version in their names, so bridge and package must have the
same one.
"""

_REMEDY = Words("Chạy: cchc addin doctor", "Run: cchc addin doctor")
_LINE = 700


def bridge() -> str:
    """The module that connects to Python."""
    text = resources.files("xl_addin.windows").joinpath("bridge.bas").read_text(encoding="ascii")
    return text.replace("{version}", XLWINGS_VERSION).replace("{remedy}", _ascii(_REMEDY.vi))


def wrappers(functions: Sequence[SheetFunction] = CATALOGUE) -> str:
    """The module with the functions that people see."""
    from xlwings.utils import VBAWriter  # untyped

    buffer = io.StringIO()
    writer: Any = VBAWriter
    vba = writer(buffer)
    vba.writeln('Attribute VB_Name = "CchcFunctions"')
    vba.writeln("Option Explicit")
    for function in functions:
        name = function.excel_name
        names = ", ".join(parameter.name for parameter in function.parameters)
        with vba.block(f"Public Function {name}({names}) As Variant"):
            vba.writeln(f'{name} = CchcCall("{name}", Array({names}))')
        vba.writeln("End Function")
    return buffer.getvalue()


def descriptions(functions: Sequence[SheetFunction] = CATALOGUE) -> str:
    """The module that describes functions and arguments in Excel's function wizard, in Vietnamese."""
    lines = [
        'Attribute VB_Name = "CchcDescriptions"',
        "Option Explicit",
        "Public Sub DescribeFunctions()",
        "    On Error Resume Next",
    ]
    for function in functions:
        helps = [
            _literal(f"{parameter.label.vi}: {parameter.help.vi}"[:WIZARD_LIMIT])
            for parameter in function.parameters
        ]
        lines += [
            f'    Application.MacroOptions Macro:="{function.excel_name}", Category:="{CATEGORY}", _',
            f"        Description:={_literal(function.help.vi[:WIZARD_LIMIT])}, _",
            "        ArgumentDescriptions:=Array( _",
            *(f"        {text}{', _' if text is not helps[-1] else ')'}" for text in helps),
        ]
    return "\n".join([*lines, "End Sub", ""])


OPENING = """Option Explicit
Private Sub Workbook_Open()
    DescribeFunctions
End Sub
"""
"""Runs when Excel loads the add-in: it only sets texts, and no Python is started."""


def _literal(text: str) -> str:
    """A text as a VBA expression, split into pieces that fit on one line of source."""
    quoted = _ascii(text).replace('"', '""')
    pieces, start = [], 0
    while start < len(quoted):
        end = start + _LINE
        # Neither an escape nor a doubled quote may be split.
        while end < len(quoted) and ("~" in quoted[end - 5 : end] or quoted[end - 1] == '"'):
            end += 1
        pieces.append(f'"{quoted[start:end]}"')
        start = end
    return "Said(" + " & _\n            ".join(pieces or ['""']) + ")"


def _ascii(text: str) -> str:
    return "".join(letter if letter.isascii() else f"~{ord(letter):04X}" for letter in text)
