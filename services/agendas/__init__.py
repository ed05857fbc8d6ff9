"""What a meeting is about: the agenda, its material, and the card that brings them (M19)."""
