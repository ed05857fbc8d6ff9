"""``python -m sandbox``: a world from a file, and a bot started against it."""
