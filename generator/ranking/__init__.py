"""Writes the ranking workbook (xep-hang.xlsx), which leaders read and publish from."""
