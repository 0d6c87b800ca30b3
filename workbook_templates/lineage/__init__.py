"""Where a figure comes from, in words, with the cells it was read from."""
