"""The fast way to read XML written in its plainest form. Only `consolidator.reading.raw` uses it.

`patterns` cuts a part into pieces, `sheets` makes cells of them with a stylesheet, `remembered` caches the result for
each piece. The fast way is optional (`consolidator.reading.ways`): the tree (`consolidator.reading.trees`) gives the
same result.
"""
