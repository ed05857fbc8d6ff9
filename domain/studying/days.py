"""A day somebody typed: one that is past, for what they studied; one to come, for what is to be studied."""

import re
from datetime import date, timedelta
from typing import Final

from domain.when.day import read_day
from domain.when.words import even

_WEEKDAY: Final = re.compile(r"[周期拜]")
_DIGIT: Final = re.compile(r"\d")
_YEAR: Final = re.compile(r"\d{4}|明年|后年")


def past_day(text: str, today: date) -> date | None:
    """The latest day of this year that is meant and not yet to come: 周三 is the last one, 3月5日 this year's.

    None where no such day is named. Never raises.
    """
    days = _offers(text, today)
    if _WEEKDAY.search(text) and not _DIGIT.search(text):
        days += [day - timedelta(days=7) for day in days]
    if not _YEAR.search(text):
        days += [day.replace(year=today.year) for day in days if (day.month, day.day) != (2, 29)]
    return max((day for day in days if day.year == today.year and day <= today), default=None)


def coming_day(text: str, today: date) -> date | None:
    """The next day that is meant, today counted; None where no such day is named. Never raises."""
    return min((day for day in _offers(text, today) if day >= today), default=None)


def _offers(text: str, today: date) -> list[date]:
    try:
        found = read_day(even(text), today)
    except OverflowError:  # the year 9999 and a day
        return []
    return [] if found is None else list(found.offers)
