"""Survey points: what is brought in from outside, kept with its year, and put into the score book."""
