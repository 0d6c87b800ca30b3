"""Returned forms changed at random, with known truth: nothing crashes, hangs, or is scored wrongly."""
