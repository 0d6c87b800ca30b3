"""Criteria sets (bộ tiêu chí): the declared tree of what is scored, and by which rule."""
