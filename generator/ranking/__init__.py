"""The ranking workbook (xep-hang.xlsx): what leaders read and publish from."""
