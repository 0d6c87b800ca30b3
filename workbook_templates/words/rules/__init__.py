"""The texts of rules: one entry for every kind of rule, collected in the module `table`."""
