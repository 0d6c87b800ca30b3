"""Computes inside the sheet: UDFs and the add-ins that contain them."""
