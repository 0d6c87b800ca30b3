"""Forms saved again by other programs: none is refused, none loses a figure."""
