"""The peak memory of a process and of its workers."""

from __future__ import annotations

import contextlib
import sys
import threading
from pathlib import Path
from typing import Self

_PROC = Path("/proc")
_OWN = _PROC / "self"
_LOOKED_EVERY = 0.1
"""Seconds between readings. Reading two workers takes 0.2 ms; the system keeps their peaks between readings."""


def peak_memory() -> int:
    """The peak memory of this process in bytes."""
    # On Linux the figure of `resource` includes the parent's memory at the time of the fork, so /proc is used.
    return _peak_of(_OWN) or _system_peak()


class WorkersWatched:
    """A context in which `peak` follows the peak memory of the largest child process, in bytes; children are not
    added up. It is 0 where there are no children, and on Windows, which does not record it.
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
    # A child that has not started its own program yet still shows the memory of this process, so it is left out.
    return [child for child in found if _read(child / "cmdline") != own]


def _peak_of(process: Path) -> int:
    """The peak memory in bytes, from a process's folder under /proc; 0 where it does not exist (any more)."""
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
        return 0  # Windows does not record the memory of ended children

else:

    def _system_peak() -> int:
        import resource

        return _in_bytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)

    def _children_peak() -> int:
        import resource

        return _in_bytes(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)


def _in_bytes(reported: int) -> int:
    """A figure of `getrusage` in bytes: macOS reports bytes, other systems kibibytes."""
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
