"""Asking for help, helping, and the ladder between the two."""
