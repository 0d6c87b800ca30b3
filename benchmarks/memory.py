"""The most memory a process has held."""

from __future__ import annotations

import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_memory() -> int:
    """Bytes, of this process or of its largest ended child, whichever is more. Workers that ran side by side
    are not added up.
    """
    return max(_own_peak(), _children_peak())


def _own_peak() -> int:
    if _STATUS.exists():
        # What `resource` tells on Linux begins with the parent's memory at the time of its fork.
        for line in _STATUS.read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return _system_peak()


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


def _in_bytes(told: int) -> int:
    """Bytes of what `getrusage` tells: macOS tells bytes, other systems kibibytes."""
    return told if sys.platform == "darwin" else told * 1024


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
