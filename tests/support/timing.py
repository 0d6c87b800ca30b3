"""Bounds on processor time, which are about files made to keep a program busy: minutes, where a form takes milliseconds."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Assert that the block takes less processor time. What other tests left in memory is not searched for garbage
    meanwhile: a worker that reads files has nothing like it.
    """
    gc.collect()
    gc.freeze()
    began = time.process_time()
    try:
        yield
        taken = time.process_time() - began
    finally:
        gc.unfreeze()
    assert taken < seconds, f"{taken:.2f} s"
