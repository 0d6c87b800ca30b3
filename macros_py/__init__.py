"""What people run: the steps of a campaign, and their two skins, the command and the ribbon."""
