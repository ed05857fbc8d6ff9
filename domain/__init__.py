"""What the branch means by its words: pure functions of (facts, now)."""
