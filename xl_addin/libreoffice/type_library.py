"""The type library, from which LibreOffice learns the functions of a component.

The format is binary UNOIDL (documented in LibreOffice's source, unoidl/source/unoidlprovider.cxx). Writing
these few hundred bytes directly means that the build does not need LibreOffice's SDK; a test checks them
with LibreOffice's own reader.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

from workbook_templates.udf_catalogue import CATALOGUE, SheetFunction

MODULES = ("vn", "cchc")
INTERFACE = "XSheetFunctions"
INTERFACE_NAME = ".".join((*MODULES, INTERFACE))

_MAGIC = b"UNOIDL\xff\0"
_MODULE, _INTERFACE = b"\0", b"\x05"
_IN = b"\0"
_BASE = "com.sun.star.uno.XInterface"
_CELLS = "[][]any"
"""A sequence of rows of any values: every range arrives in this type, and so does a single cell."""


def type_library(functions: Iterable[SheetFunction] = CATALOGUE) -> bytes:
    """The type library with one interface that has a method for every function."""
    content = bytearray(_MAGIC + bytes(8))
    place = _append(content, _interface(functions))
    for name in reversed((*MODULES, INTERFACE)):
        entry_name = _append(content, name.encode("ascii") + b"\0")
        root = _append(content, _MODULE + _number(1) + _number(entry_name) + _number(place))
        place = root
    # The root map is only the list of entries of the outermost module, without its heading.
    content[8:16] = _number(place + 5) + _number(1)
    return bytes(content)


def _interface(functions: Iterable[SheetFunction]) -> bytes:
    methods = [_method(function) for function in functions]
    none = _number(0)
    bases = _number(1) + _text(_BASE) + none
    return _INTERFACE + bases + none + _number(len(methods)) + b"".join(methods)


def _method(function: SheetFunction) -> bytes:
    parameters = [_IN + _text(parameter.name) + _text(_CELLS) for parameter in function.parameters]
    head = _text(function.name) + _text(_CELLS)
    return head + _number(len(parameters)) + b"".join(parameters) + _number(0)


def _append(content: bytearray, more: bytes) -> int:
    place = len(content)
    content += more
    return place


def _text(text: str) -> bytes:
    return _number(len(text)) + text.encode("ascii")


def _number(value: int) -> bytes:
    return struct.pack("<I", value)
