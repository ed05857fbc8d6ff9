"""What a branch may know of its members' mood: one word a month, and often none (C3, C4, MOOD-03).

Counts would say too much: five who all say the same are five known answers, and how many answered is how many did not.
So a closed month of a branch is one of three words, or nothing. Nothing is said of groups, and nothing of days.

The promise, tested over all worlds of up to two dozen members: whoever knows of any four members what they said, or
that they said nothing, cannot tell of anybody else that they answered, nor, of somebody who did, which way. It needs
thirteen who could have answered: in a smaller branch four who put together what they know come too close.
"""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from domain.mood.faces import Face, is_low
from domain.suppression import LEAST

ABLE: Final = 13


class Lean(StrEnum):
    """`LOW` where more than a third are low; else `GOOD` where more than half are good; else `MIXED`."""

    GOOD = "good"
    MIXED = "mixed"
    LOW = "low"


def lean(faces: Collection[Face], able: int) -> Lean | None:
    """The one word for a branch's month: each member's last face of it. `able` could have answered.

    None where fewer than five did, or fewer than thirteen could: the two are not told apart.
    """
    if len(faces) < LEAST or able < ABLE:
        return None
    if 3 * sum(is_low(face) for face in faces) > len(faces):
        return Lean.LOW
    return Lean.GOOD if 2 * sum(face > Face.MIDDLING for face in faces) > len(faces) else Lean.MIXED


def month_of(day: date) -> date:
    """A month is named by its first day."""
    return day.replace(day=1)


def month_before(day: date) -> date:
    return month_of(month_of(day) - timedelta(days=1))
