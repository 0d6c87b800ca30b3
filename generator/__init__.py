"""Writes workbooks: renders cell plans, and the ranking workbook."""
