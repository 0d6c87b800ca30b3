"""What happens to returned files of every kind of form. Knows nothing of workbooks."""
