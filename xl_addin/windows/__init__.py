"""The add-in for Excel on Windows: VBA wrappers and a bridge to Python, put together as an .xlam."""
