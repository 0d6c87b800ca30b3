"""Survey points: imported from outside, stored with their year, and entered into the score book."""
