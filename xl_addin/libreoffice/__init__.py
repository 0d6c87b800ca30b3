"""The add-in for LibreOffice: a Python component that contains the core, packed as an .oxt."""
