"""Computes figures, classes and ranks from the score book, and explains them."""
