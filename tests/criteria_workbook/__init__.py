"""Criteria sets as workbooks that people edit, and what changed between two sets."""
