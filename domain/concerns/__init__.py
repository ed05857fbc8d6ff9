"""What a member's words are about and how much they press; decided on text alone, by rules and counts."""

from domain.concerns.topics import (
    SHORT_NAMES,
    SURE,
    SURELY_NOT,
    TO_A_HUMAN,
    Concern,
    Danger,
    DangerLevel,
    Topic,
    Urgency,
)

__all__ = [
    "SHORT_NAMES",
    "SURE",
    "SURELY_NOT",
    "TO_A_HUMAN",
    "Concern",
    "Danger",
    "DangerLevel",
    "Topic",
    "Urgency",
]
