"""Make-up study: given when a meeting is closed, done with one tap, and written for by whoever led it (M15, ATT-05)."""
