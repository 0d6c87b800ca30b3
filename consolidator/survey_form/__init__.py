"""Reads filled survey templates."""
