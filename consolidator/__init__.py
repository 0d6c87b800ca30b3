"""Reads returned files: intake, identity, checks of the form, typed values."""
