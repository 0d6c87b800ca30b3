"""A whole synthetic round in one folder: made, filled in, spoiled in known ways, appraised, surveyed, ranked."""

DEFAULT_PRESET = "vinh-long-2023"

USUAL_UNITS = 24
"""Units of a demo unless told otherwise: all types, all rounds, in about a minute."""
