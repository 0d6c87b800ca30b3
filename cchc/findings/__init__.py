"""Findings: what is wrong, where, what was expected, and what to do about it."""
