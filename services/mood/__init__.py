"""Mood: the member says it, the member decides what comes of it, and nobody else learns of it without their tap."""
