"""The texts of the ranking workbook and the columns of its tables."""
