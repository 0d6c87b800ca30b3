"""Reads the criteria workbook back: its sheets opened, its cells read beyond doubt or named."""
