"""Double-click starters for Windows: they run the verbs of a campaign without a terminal."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from cchc.files import write_atomically


class Starter(NamedTuple):
    """A file to double-click: its name (without diacritics, so that every system keeps it unchanged), the text
    shown in the window, and the command. `{file}` stands for a file dropped on the starter.
    """

    name: str
    says: str
    arguments: str


_HERE = '"%~dp0."'
"""The campaign folder. Without the dot, the backslash before the quote would escape it."""

STARTERS = (
    Starter("1-phat-hanh.cmd", "Phát hành phiếu cho mọi đơn vị", f"generate {_HERE}"),
    Starter("2-tinh-hinh-nop.cmd", "Tình hình nộp phiếu", f"status {_HERE}"),
    Starter("3-tong-hop.cmd", "Tổng hợp phiếu trong nop-ve và xếp hạng", f"consolidate {_HERE}"),
    Starter("kiem-tra-mot-phieu.cmd", "Kiểm tra một phiếu: kéo tệp phiếu thả vào tệp này", 'check "%~1"'),
)

_TEXT = """@echo off
chcp 65001 >nul
title CCHC
echo {says}
set "CCHC=cchc"
if exist "C:\\cchc\\cchc.cmd" set "CCHC=C:\\cchc\\cchc.cmd"
if defined CCHC_HOME if exist "%CCHC_HOME%\\cchc.cmd" set "CCHC=%CCHC_HOME%\\cchc.cmd"
{guard}call "%CCHC%" {arguments}
if errorlevel 9009 echo Chưa cài cchc trên máy này. Xem tài liệu cài đặt.
echo.
pause
"""
_GUARD = """if "%~1"=="" (
  echo Kéo tệp phiếu thả vào tệp này.
  pause
  exit /b 2
)
"""


def starter_text(starter: Starter) -> str:
    """The content of a starter, with the line ends that cmd.exe needs."""
    guard = _GUARD if "%~1" in starter.arguments else ""
    text = _TEXT.format(says=starter.says, guard=guard, arguments=starter.arguments)
    return text.replace("\n", "\r\n")


def write_starters(folder: Path) -> None:
    """Write the starters into a campaign folder. UTF-8 without BOM: cmd.exe would read a BOM as a command."""
    for starter in STARTERS:
        write_atomically(folder / starter.name, starter_text(starter).encode("utf-8"))
