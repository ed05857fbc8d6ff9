"""Papers and tables as files: each format is known by one module here."""
