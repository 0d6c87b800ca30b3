"""xlwings' Windows code on Linux: the parts of pywin32 that it imports are replaced; xlwings itself is the real one.

`python -m tests.support.fake_com` reads calls as JSON lines (function name and arguments, each a range
of cells or a plain value) and answers each by what xlwings' real `call_udf` returns to VBA.
"""

from __future__ import annotations

import asyncio
import concurrent.futures  # noqa: F401 - imported before the platform is renamed
import ctypes
import datetime as dt
import json
import logging.handlers  # noqa: F401
import multiprocessing  # noqa: F401
import subprocess  # noqa: F401
import sys
import tempfile  # noqa: F401
from collections.abc import Sequence
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

ERROR_NUMBERS = {
    "#DIV/0!": -2146826281,
    "#N/A": -2146826246,
    "#NAME?": -2146826259,
    "#NULL!": -2146826288,
    "#NUM!": -2146826252,
    "#REF!": -2146826265,
    "#VALUE!": -2146826273,
}
MISSING = -2147352572
RANGE_IID = "{00020846-0000-0000-C000-000000000046}"


_OLEOBJ = MagicMock()
_OLEOBJ.GetTypeInfo().GetTypeAttr().iid = RANGE_IID


class ComRange:
    """A Range as pywin32 passes it: the values of a block of cells, or one value."""

    def __init__(self, rows: Sequence[Sequence[object]]) -> None:
        self.rows = [tuple(_com_value(cell) for cell in row) for row in rows]
        self._oleobj_ = _OLEOBJ
        self.Rows, self.Columns = (
            SimpleNamespace(Count=len(self.rows)),
            SimpleNamespace(Count=len(self.rows[0])),
        )
        self.Count = self.CountLarge = len(self.rows) * len(self.rows[0])
        self.Row = self.Column = 1
        self.Address = "$A$1"
        self.HasArray = False
        self.Areas = SimpleNamespace(Count=1)
        self.Worksheet = _OLEOBJ

    @property
    def Value(self) -> object:  # noqa: N802
        return self.rows[0][0] if self.Count == 1 else tuple(self.rows)

    Value2 = Value


class TimeType(dt.datetime):
    """The time type of pywintypes, in which dates in cells arrive."""


def _com_value(cell: object) -> object:
    """A JSON value as COM passes it: errors as numbers, dates as times, empty cells as None."""
    if isinstance(cell, str) and cell in ERROR_NUMBERS:
        return ERROR_NUMBERS[cell]
    if isinstance(cell, dict):
        day = dt.date.fromisoformat(cell["date"])
        return TimeType(day.year, day.month, day.day, tzinfo=dt.UTC)
    return cell


def install() -> None:
    """Replace the modules of pywin32 and import xlwings as on Windows."""

    class ComError(Exception):
        pass

    names = (
        "pythoncom pywintypes win32api win32con win32gui win32process win32timezone win32event winreg "
        "win32com win32com.client win32com.client.dynamic win32com.client.gencache win32com.server "
        "win32com.server.util win32com.server.policy win32com.server.dispatcher win32com.server.exception"
    )
    for name in names.split():
        module: Any = MagicMock(spec=None, name=name)
        module.__name__, module.__path__, module.__spec__, module.__file__ = name, [], None, name
        sys.modules[name] = module
    pywintypes: Any = sys.modules["pywintypes"]
    pywintypes.com_error, pywintypes.TimeType, pywintypes.IID = ComError, TimeType, str
    sys.modules["pythoncom"].com_error = ComError  # type: ignore[attr-defined]
    client: Any = sys.modules["win32com.client"]
    client.CDispatch = client.CoClassBaseClass = client.DispatchBaseClass = type("Dispatch", (), {})
    client.Dispatch = lambda thing, *rest, **more: thing
    for name in ("windll", "oledll", "PyDLL", "WINFUNCTYPE"):
        setattr(ctypes, name, MagicMock())
    real, sys.platform = sys.platform, "win32"
    asyncio.set_event_loop_policy(None)
    try:
        import xlwings.udfs  # noqa: F401
    finally:
        sys.platform = real


def udf_module() -> ModuleType:
    """Our functions, decorated by xlwings' real decorators. Needs `install()`."""
    import xl_addin.udfs

    return xl_addin.udfs


def answer(name: str, arguments: Sequence[object]) -> object:
    """What VBA gets from CallUDF. An argument {"range": rows} is a Range, others are values."""
    import xlwings.udfs

    call_udf: Any = xlwings.udfs.call_udf

    given = [ComRange(each["range"]) if isinstance(each, dict) else each for each in arguments]
    return call_udf("xl_addin.udfs", name, tuple(given))


def serve() -> None:
    """Answer calls from standard input, one JSON line each; a raised error is {"raised": …}."""
    install()
    udf_module()
    for line in sys.stdin:
        name, arguments = json.loads(line)
        try:
            reply = answer(name, arguments)
        except Exception as error:  # VBA would receive it as Err
            reply = {"raised": repr(error)}
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    serve()
