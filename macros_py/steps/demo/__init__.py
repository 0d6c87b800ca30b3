"""A whole synthetic round in one folder: made, filled in, spoiled in known ways, consolidated."""

DEFAULT_PRESET = "vinh-long-2023"
