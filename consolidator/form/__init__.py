"""A returned form against its cell plan: where everything is, what was changed, what was entered."""
