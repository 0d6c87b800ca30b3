"""The permanent history of a campaign: every run, every file received, every decision."""
