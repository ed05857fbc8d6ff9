"""Telephone numbers that are shown to people, and how long nobody has looked at them (SAFE-11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

STALE_AFTER: Final = timedelta(days=180)


class Line(StrEnum):
    """What a number is for; the value is its key in the file."""

    POLICE = "police"
    FIRE = "fire"
    AMBULANCE = "ambulance"
    PSYCHOLOGICAL = "psychological"
    WOMEN = "women"
    LEGAL_AID = "legal_aid"
    FRAUD = "fraud"
    DISCIPLINE = "discipline"
    GOVERNMENT = "government"


@dataclass(frozen=True, slots=True)
class Hotline:
    """`hours` is empty where none were published; `checked_on` is the day somebody last made sure of the number."""

    number: str
    name: str
    hours: str
    checked_on: date


def stale(hotlines: Iterable[Hotline], today: date) -> tuple[Hotline, ...]:
    """The numbers that nobody has checked for more than half a year."""
    return tuple(line for line in hotlines if today - line.checked_on > STALE_AFTER)
