"""Reads returned files: intake, identity, checks, merge."""
