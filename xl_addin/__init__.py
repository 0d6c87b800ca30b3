"""What computes inside the sheet: UDFs and the add-ins that carry them.

Empty so far: forms compute with native formulas alone, and the add-ins come on top of them.
"""
