"""Codes to sign in with: the QR on the organiser's screen, and four digits for those online (M7, M8)."""
