"""How long: whole months between two days, the end of probation (MEM-01), and a long silence (MEM-08).

党龄 itself is `domain.care_dates.standing`; which dates there may be is `domain.party_dates`.
"""

from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Final

from domain.party_dates import PROBATION_YEARS, PartyDates, Probation

_A_YEAR: Final = 12  # months


class Prompt(StrEnum):
    """Who is asked to look after somebody who has not been seen for long. Care, never a verdict (MEM-08, MEM-09)."""

    CONTACT = "contact"
    SECRETARY = "secretary"


def months_on(day: date, months: int) -> date:
    """The same day so many months later; the last of its month stands in where there is no such day."""
    year, month = divmod(day.year * _A_YEAR + day.month - 1 + months, _A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(start: date, end: date) -> int:
    """How many whole months lie between; 0 where `end` does not come after `start`."""
    if end <= start:
        return 0
    months = (end.year - start.year) * _A_YEAR + end.month - start.month
    return months if months_on(start, months) <= end else months - 1


def probation_of(dates: PartyDates) -> Probation | None:
    """A year from the day of adoption, and the latest end of an extension (党章 Art. 7); None without that day."""
    if dates.join_date is None:
        return None
    return Probation(*(months_on(dates.join_date, years * _A_YEAR) for years in (PROBATION_YEARS, 2 * PROBATION_YEARS)))


def probation_ends(dates: PartyDates) -> date | None:
    """The day on which probation ends: by itself, or with its extension (MEM-01)."""
    probation = probation_of(dates)
    return None if probation is None else dates.probation_until or probation.ends


def prompt_after(seen_on: date, today: date, contact_months: int, secretary_months: int) -> Prompt | None:
    """Whom to ask, so many whole months after somebody was last seen; None where it is too soon for anybody."""
    months = whole_months(seen_on, today)
    if months >= secretary_months:
        return Prompt.SECRETARY
    return Prompt.CONTACT if months >= contact_months else None
