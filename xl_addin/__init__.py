"""What computes inside the sheet: UDFs and the add-ins that carry them."""
