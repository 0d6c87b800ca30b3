"""What the workers of test_pool do: good work, and every way not to come back."""

from __future__ import annotations

import ctypes
import os
import time
from pathlib import Path

from cchc.findings.finding import Finding, finding
from consolidator.files import ReturnedFile
from tests.support.findings import recorded


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


def what_is_empty(file: ReturnedFile, shared: str) -> str:
    """What is said of an empty file, in the language in force."""
    return f"{shared}: {recorded(finding('FILE_EMPTY')).message}"


def what_is_refused(file: ReturnedFile, why: Finding) -> str:
    """What is said of a file that was not read."""
    return recorded(why).message
