"""What a workbook is: criteria sets and presets as data, cell plans, formulas, styles, texts.

Nothing here writes or reads a file format: `generator` renders a plan, `consolidator` compares a
returned sheet with the same plan.
"""
