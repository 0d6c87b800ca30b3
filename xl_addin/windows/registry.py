"""Reads and writes Excel's settings in the user's registry. On other systems nothing is known and nothing
is written.
"""

from __future__ import annotations

import contextlib
import sys

_OFFICE = r"Software\Microsoft\Office"
_VERSIONS = ("16.0", "15.0")
"""Excel 2016 to 365, and Excel 2013."""


def office_bits() -> int | None:
    """32 or 64, None where no Excel is found."""
    if sys.platform != "win32":
        return None
    import winreg

    places = [
        (rf"{_OFFICE}\{version}\Outlook", "Bitness", flag)
        for version in _VERSIONS
        for flag in (winreg.KEY_WOW64_64KEY, winreg.KEY_WOW64_32KEY)
    ]
    places.append((rf"{_OFFICE}\ClickToRun\Configuration", "Platform", winreg.KEY_WOW64_64KEY))
    for key, name, flag in places:
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key, 0, winreg.KEY_READ | flag) as handle:
                return 64 if winreg.QueryValueEx(handle, name)[0] == "x64" else 32
        except OSError:
            continue
    return None


def macro_setting() -> int | None:
    """Excel's VBAWarnings, None where it is not set."""
    if sys.platform != "win32":
        return None
    import winreg

    for version in _VERSIONS:
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, rf"{_OFFICE}\{version}\Excel\Security") as handle:
                return int(winreg.QueryValueEx(handle, "VBAWarnings")[0])
        except OSError:
            continue
    return None


def is_registered(add_in: str) -> bool:
    """Whether an Excel version of this user opens the add-in when it starts."""
    return any(value == _entry(add_in) for version in _VERSIONS for _, value in _add_ins_at_start(version))


def register(add_in: str) -> None:
    """Make every Excel version of this user open the add-in when it starts."""
    if sys.platform != "win32":
        return
    import winreg

    for version in _VERSIONS:
        names = dict(_add_ins_at_start(version))
        if _entry(add_in) in names.values():
            continue
        free = next(name for name in _names() if name not in names)
        try:
            key = winreg.OpenKey(winreg.HKEY_CURRENT_USER, _options(version), 0, winreg.KEY_SET_VALUE)
        except OSError:
            continue  # the user never started this version
        with key:
            winreg.SetValueEx(key, free, 0, winreg.REG_SZ, _entry(add_in))


def unregister(add_in: str) -> None:
    """Remove the add-in from Excel's list. Gaps in the numbering are closed, because Excel stops reading at
    a gap.
    """
    if sys.platform != "win32":
        return
    import winreg

    for version in _VERSIONS:
        entries = _add_ins_at_start(version)
        kept = [value for _, value in entries if value != _entry(add_in)]
        if len(kept) == len(entries):
            continue
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _options(version), 0, winreg.KEY_SET_VALUE) as key:
            for name, _ in entries:
                winreg.DeleteValue(key, name)
            for name, value in zip(_names(), kept, strict=False):
                winreg.SetValueEx(key, name, 0, winreg.REG_SZ, value)


def _add_ins_at_start(version: str) -> list[tuple[str, str]]:
    """Excel's list of add-ins to open: OPEN, OPEN1, OPEN2 …"""
    if sys.platform != "win32":
        return []
    import winreg

    found: list[tuple[str, str]] = []
    with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, _options(version)) as key:
        for name in _names():
            value = winreg.QueryValueEx(key, name)[0]
            found.append((name, str(value)))
    return found


def _names() -> list[str]:
    return ["OPEN", *(f"OPEN{number}" for number in range(1, 100))]


def _options(version: str) -> str:
    return rf"{_OFFICE}\{version}\Excel\Options"


def _entry(add_in: str) -> str:
    return f'/R "{add_in}"'
