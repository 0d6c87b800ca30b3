"""Compares a returned form with its cell plan: where its rows are, what was changed, what was entered."""
