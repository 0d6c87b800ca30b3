"""The add-in for LibreOffice: a Python component that carries the core, put together as an .oxt."""
