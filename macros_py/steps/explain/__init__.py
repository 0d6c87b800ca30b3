"""Where a number comes from: the lineage of every figure of a unit."""
