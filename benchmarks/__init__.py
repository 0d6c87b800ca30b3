"""Measures issuing and consolidating, compared with other ways to do it: `uv run python -m benchmarks`."""
