"""Finding a time that people on shifts can come to: asking, picking, settling on one time or on two sittings (M32)."""
