"""Whom the organisation has missed: contacts are counted, never opinions (K12)."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

MISSED_AFTER: Final = timedelta(days=365)
FEWEST: Final = 5  # a count of fewer people is as good as a name


class Contact(StrEnum):
    """How a human of the organisation was in touch; `CONTACT` is everything else."""

    VISIT = "visit"
    TALK = "talk"
    CALL = "call"
    CONTACT = "contact"


def is_missed(contacts: Iterable[date], today: date) -> bool:
    """近 12 个月没被联系过. A contact of exactly a year ago still counts."""
    return all(day < today - MISSED_AFTER for day in contacts)


def closed_month(today: date) -> tuple[date, date]:
    """The twelve months that ended with the last whole month, [first, last): a count of them does not move by the day.

    So nobody learns from yesterday's number and today's who was talked to in between.
    """
    last = today.replace(day=1)
    return last.replace(year=last.year - 1), last
