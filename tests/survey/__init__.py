"""Survey points, from template to index."""
