"""The chat page: its files, its live events, and what its buttons do."""
