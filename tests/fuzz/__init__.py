"""A fuzz target for preflight and intake; docs/threats.md says how to run it."""
