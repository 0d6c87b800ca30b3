"""How much a worker process may use, on Windows and elsewhere.

A worker reads what strangers sent. It gets a memory limit from the system, so that a file that swells
ends its worker and not the computer.
"""

from __future__ import annotations

import os
import sys

MEMORY_LIMIT = 3 * 2**30
"""Bytes of address space. The largest file that passes preflight needs about a third of it."""


if sys.platform == "win32":

    def limit_memory(size: int = MEMORY_LIMIT) -> None:
        """Put this process into a job object: beyond `size` bytes it gets no more memory."""
        import ctypes
        from ctypes import wintypes

        class BasicLimits(ctypes.Structure):
            _fields_ = [
                ("PerProcessUserTimeLimit", ctypes.c_int64),
                ("PerJobUserTimeLimit", ctypes.c_int64),
                ("LimitFlags", wintypes.DWORD),
                ("MinimumWorkingSetSize", ctypes.c_size_t),
                ("MaximumWorkingSetSize", ctypes.c_size_t),
                ("ActiveProcessLimit", wintypes.DWORD),
                ("Affinity", ctypes.c_size_t),
                ("PriorityClass", wintypes.DWORD),
                ("SchedulingClass", wintypes.DWORD),
            ]

        class ExtendedLimits(ctypes.Structure):
            _fields_ = [
                ("BasicLimitInformation", BasicLimits),
                ("IoInfo", ctypes.c_uint64 * 6),
                ("ProcessMemoryLimit", ctypes.c_size_t),
                ("JobMemoryLimit", ctypes.c_size_t),
                ("PeakProcessMemoryUsed", ctypes.c_size_t),
                ("PeakJobMemoryUsed", ctypes.c_size_t),
            ]

        process_memory, extended_information = 0x100, 9
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.CreateJobObjectW.argtypes = [ctypes.c_void_p, wintypes.LPCWSTR]
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.SetInformationJobObject.argtypes = [
            wintypes.HANDLE,
            ctypes.c_int,
            ctypes.c_void_p,
            wintypes.DWORD,
        ]
        kernel.AssignProcessToJobObject.argtypes = [wintypes.HANDLE, wintypes.HANDLE]
        job = kernel.CreateJobObjectW(None, None)
        limits = ExtendedLimits()
        limits.BasicLimitInformation.LimitFlags = process_memory
        limits.ProcessMemoryLimit = size
        given = kernel.SetInformationJobObject(
            job, extended_information, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        if given:
            # The handle stays open for as long as the process lives, and the limit with it.
            kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())

else:

    def limit_memory(size: int = MEMORY_LIMIT) -> None:
        """Let this process have at most `size` bytes; beyond them it meets MemoryError, or ends. macOS
        takes the call and ignores it.
        """
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard == resource.RLIM_INFINITY or size < hard:
            try:
                resource.setrlimit(resource.RLIMIT_AS, (size, hard))
            except (OSError, ValueError):
                return  # a container may forbid it: the time limit still holds


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
