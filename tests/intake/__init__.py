"""What comes back, and what becomes of it: every fault a named finding, every typed value accounted for."""
