"""Writes the results for machines: CSV and JSON lines."""
