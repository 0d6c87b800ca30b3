"""Tests of the exact arithmetic: numbers, rules, indices, ranking, check code."""
