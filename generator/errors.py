"""Errors of this program while writing. They are never caused by a user and are never suppressed."""

from __future__ import annotations


class RenderError(AssertionError):
    """XlsxWriter refused something, which it reports only by a warning or a return code."""
