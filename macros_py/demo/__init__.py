"""A whole synthetic campaign in one folder: made, filled in, given known faults, appraised, surveyed, ranked."""

DEFAULT_PRESET = "vinh-long-2023"

USUAL_UNITS = 24
"""The default number of units of a demo: enough for all types and all rounds, done in about a minute."""
