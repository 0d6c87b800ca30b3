"""What the ranking workbook says and how its tables are laid out."""
