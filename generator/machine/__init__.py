"""Writes the machine-readable results: CSV and JSON lines."""
