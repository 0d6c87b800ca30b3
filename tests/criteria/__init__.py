"""Tests of declared criteria sets: how they are read, how they are refused, the ones that come along."""
