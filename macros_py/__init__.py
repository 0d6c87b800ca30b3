"""What people run: the steps of a campaign, and the two ways to call them, the command and the ribbon."""
