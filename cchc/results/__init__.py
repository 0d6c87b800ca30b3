"""From the score book to figures, classes and ranks, and what explains them."""
