"""Scoring rules: what a leaf's figures are worth, as declared in a criteria set.

A kind of rule is one class (`base.Rule` says what it must answer), with the reader of its notation, in one
line of the table in `table`. What is said of a kind stands in `workbook_templates/words/rules`.

The kinds are those found in published criteria sets (see docs/decisions.md, "Rules").
"""
