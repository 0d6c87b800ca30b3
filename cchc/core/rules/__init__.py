"""Scoring rules: how many points a leaf's figures give, as declared in a criteria set.

Each kind of rule is one class (`base.Rule` lists its methods) that also reads its notation, and one entry
of the table in `table`. The texts about each kind are in `workbook_templates/words/rules`. The kinds are
those found in published criteria sets (see docs/decisions.md, "Rules").
"""
