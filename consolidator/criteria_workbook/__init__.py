"""Reads an edited criteria workbook back into a declared criteria set."""
