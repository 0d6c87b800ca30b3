"""The form that tells a unit its result, line by line."""
