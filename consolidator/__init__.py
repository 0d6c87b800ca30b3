"""Reads what comes back: intake, identity, checks, merge; writes results for machines."""
