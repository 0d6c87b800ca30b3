"""Campaigns (đợt): one year, its authorities, units, deadlines, settings, and its folder."""
