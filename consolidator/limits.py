"""Limits the memory of a worker process, on Windows and elsewhere.

A worker reads untrusted files. The operating system limits its memory, so that a file that expands without
bound ends its worker process and does not exhaust the computer.
"""

from __future__ import annotations

import os
import sys

MEMORY_LIMIT = 3 * 2**30
"""Bytes of address space. The largest file that passes preflight needs about a third of it."""


if sys.platform == "win32":

    def limit_memory(size: int = MEMORY_LIMIT) -> None:
        """Put this process into a job object that gives it at most `size` bytes of memory."""
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
        """Limit this process to `size` bytes; beyond that it raises MemoryError or ends. macOS accepts the limit
        but does not enforce it.
        """
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard == resource.RLIM_INFINITY or size < hard:
            try:
                resource.setrlimit(resource.RLIMIT_AS, (size, hard))
            except (OSError, ValueError):
                return  # a container may forbid it; the time limit still applies


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
