"""Survey templates: a row for each unit, a column for each survey leaf."""
