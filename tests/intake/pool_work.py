"""What the workers of test_pool do: good work, and every way not to come back."""

from __future__ import annotations

import ctypes
import os
import time
from pathlib import Path


def work(shared: str, item: str) -> str:
    """Does as it is told."""
    kind, _, detail = item.partition(":")
    if kind == "exit":
        os._exit(3)
    if kind == "crash":
        ctypes.string_at(0)
    if kind == "hang":
        time.sleep(600)
    if kind == "swell":
        return str(len(b"x" * (64 * 2**30)))
    if kind == "once" and not Path(detail).exists():
        Path(detail).touch()
        os._exit(3)
    if kind == "raise":
        raise ValueError(detail)
    return f"{shared}-{item}"
