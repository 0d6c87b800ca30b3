"""The fast way to read XML written in its plainest form. Only `consolidator.reading.raw` uses it.

`patterns` takes a part to pieces, `sheets` makes cells of them under a stylesheet, `remembered` keeps what was made of a
piece. All of it can be left out (`consolidator.reading.ways`): the tree (`consolidator.reading.trees`) reads the same.
"""
