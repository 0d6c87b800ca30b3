"""The most memory a process and its workers have held."""

from __future__ import annotations

import contextlib
import sys
import threading
from pathlib import Path
from typing import Self

_PROC = Path("/proc")
_OWN = _PROC / "self"
_LOOKED_EVERY = 0.1
"""Seconds. A look at two workers takes a fifth of a millisecond; the system keeps their peaks between looks."""


def peak_memory() -> int:
    """Bytes of this process."""
    # What `resource` tells on Linux begins with the parent's memory at the time of its fork.
    return _peak_of(_OWN) or _system_peak()


class WorkersWatched:
    """While entered, `peak` follows the peak of the largest child process, in bytes: children that work side
    by side are not added up. 0 where there are none, and on Windows, which keeps no account of them.
    """

    def __init__(self) -> None:
        self.peak = 0
        self._done = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._watch.join()
        if not _OWN.exists():
            self.peak = _children_peak()

    def _look(self) -> None:
        while _OWN.exists() and not self._done.wait(_LOOKED_EVERY):
            self.peak = max(self.peak, *(_peak_of(child) for child in _children()), 0)


def _children() -> list[Path]:
    """The folders of child processes under /proc."""
    own = _read(_OWN / "cmdline")
    found = [_PROC / number for task in _OWN.glob("task/*/children") for number in _read(task).split()]
    # One that has not begun its own program yet still shows the memory of this process.
    return [child for child in found if _read(child / "cmdline") != own]


def _peak_of(process: Path) -> int:
    """Bytes, from a process's folder under /proc; 0 where it has none, or none any more."""
    for line in _read(process / "status").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(file: Path) -> str:
    with contextlib.suppress(OSError):
        return file.read_text(encoding="utf-8", errors="replace")
    return ""


if sys.platform == "win32":

    def _system_peak() -> int:
        return _windows_peak()

    def _children_peak() -> int:
        return 0  # Windows keeps no account of ended children

else:

    def _system_peak() -> int:
        import resource

        return _in_bytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)

    def _children_peak() -> int:
        import resource

        return _in_bytes(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)


def _in_bytes(reported: int) -> int:
    """Bytes of what `getrusage` tells: macOS tells bytes, other systems kibibytes."""
    return reported if sys.platform == "darwin" else reported * 1024


def _windows_peak() -> int:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS."""

        _fields_ = (
            ("size", wintypes.DWORD),
            ("page_faults", wintypes.DWORD),
            *((name, ctypes.c_size_t) for name in ("peak", "now", "a", "b", "c", "d", "e", "f")),
        )

    counters = Counters(size=ctypes.sizeof(Counters))
    windows = getattr(ctypes, "windll")  # noqa: B009 - other systems' type stubs do not have it
    windows.kernel32.GetCurrentProcess.restype = wintypes.HANDLE
    call = windows.kernel32.K32GetProcessMemoryInfo
    call.argtypes = (wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD)
    if not call(windows.kernel32.GetCurrentProcess(), ctypes.byref(counters), counters.size):
        return 0
    return int(counters.peak)
