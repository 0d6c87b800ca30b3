"""One test over many cases: the case that fails is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Case = TypeVar("Case")
Result = TypeVar("Result")


def for_each(cases: Iterable[Case], check: Callable[[Case], Result]) -> list[Result]:
    """What `check` gives for each case. An error carries a note with its case; there must be cases."""
    results = []
    for case in cases:
        try:
            results.append(check(case))
        except BaseException as error:
            error.add_note(f"case: {case}")
            raise
    assert results, "no case was checked"
    return results
