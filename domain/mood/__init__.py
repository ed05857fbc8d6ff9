"""Mood as members say it themselves: five faces, when they are asked, and what a branch may know of it (MOOD)."""

from domain.mood.faces import FACE_NAMES, KEPT, LONGEST_WORDS, SHOWN, Answer, Face, is_low, low_twice
from domain.mood.rhythm import DEFAULT, HOURS, Often, Rhythm, next_at, read_day, read_hour
from domain.mood.totals import ABLE, Lean, lean, month_before, month_of

__all__ = [
    "ABLE",
    "DEFAULT",
    "FACE_NAMES",
    "HOURS",
    "KEPT",
    "LONGEST_WORDS",
    "SHOWN",
    "Answer",
    "Face",
    "Lean",
    "Often",
    "Rhythm",
    "is_low",
    "lean",
    "low_twice",
    "month_before",
    "month_of",
    "next_at",
    "read_day",
    "read_hour",
]
