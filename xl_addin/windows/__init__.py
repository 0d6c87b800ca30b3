"""The add-in for Excel on Windows: VBA wrappers and a bridge to Python, packed as an .xlam."""
