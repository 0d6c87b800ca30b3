"""Our own faults while writing: never a user's doing, always loud."""

from __future__ import annotations


class RenderError(AssertionError):
    """XlsxWriter refused something and would only have warned or returned a code."""
