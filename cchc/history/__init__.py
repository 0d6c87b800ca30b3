"""What happened in a campaign, kept for good: every run, every file that came in, every decision."""
