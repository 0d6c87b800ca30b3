"""Tests that need a dependency group that `uv run pytest` does not install."""

from __future__ import annotations

import importlib.util
import os

import pytest


def require_group(group: str, *modules: str) -> None:
    """Skip a test module, with the reason, where a group is not installed; in CI that fails."""
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    if not missing:
        return
    reason = f"{', '.join(missing)} not installed (uv sync --group {group}): these tests did NOT run"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason, allow_module_level=True)
