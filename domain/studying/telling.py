"""When somebody hears of a piece: as its week begins, once more two days before its end, then no more (S7, S16)."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from domain.studying.programme import Piece
from domain.studying.weeks import monday
from domain.workdays import Calendar

FIRST: Final = "first"
AGAIN: Final = "again"
_AGAIN_BEFORE: Final = timedelta(days=2)
_A_DAY: Final = timedelta(days=1)


class Taste(StrEnum):
    """How somebody likes to get their study: all of a week on Monday, each piece on its day, or not at all."""

    WEEKLY = "weekly"
    DAILY = "daily"
    NONE = "none"


TASTES: Final = tuple(Taste)  # a button carries the place


def moments(piece: Piece, taste: Taste, calendar: Calendar) -> dict[str, datetime]:
    """Step -> when, at the end of that day's quiet hours; at most two, none for who wants none."""
    if taste is Taste.NONE:
        return {}
    first = monday(piece.opens_on) if taste is Taste.WEEKLY else piece.opens_on
    found = {FIRST: _morning(first, calendar)}
    again = piece.due_on - _AGAIN_BEFORE
    if again > max(first, piece.opens_on):
        found[AGAIN] = _morning(again, calendar)
    return found


def void_at(piece: Piece, calendar: Calendar) -> datetime:
    """The end of the piece's last day: from then on it is not worth a message."""
    return datetime.combine(piece.due_on + _A_DAY, time(), calendar.zone)


def plan_from(piece: Piece, calendar: Calendar) -> datetime:
    """A day before the first word about it: early enough to plan, late enough to know who belongs to it."""
    return datetime.combine(monday(piece.opens_on) - _A_DAY, time(), calendar.zone)


def _morning(day: date, calendar: Calendar) -> datetime:
    return calendar.first_loud(datetime.combine(day, time(), calendar.zone))
