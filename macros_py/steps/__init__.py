"""One function per step of a campaign. Steps take paths and return reports; they do not use the terminal."""
