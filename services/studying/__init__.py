"""Studying together: programmes, the week's piece, marks, hours and notes (S3, S4, S16, S17)."""
