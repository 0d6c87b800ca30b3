"""How fast issuing and consolidating are, beside other ways to do it: `uv run python -m benchmarks`."""
