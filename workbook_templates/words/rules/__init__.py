"""What is said of rules: an entry for every kind, in the table of `table`."""
