"""Where a day of the year falls, by the sun or by the moon (K13)."""

from datetime import date
from functools import lru_cache

from domain.care_dates import Born, Festival, YearlyDay
from services import lunar, recurring


@lru_cache(maxsize=8192)  # the lunar calendar is slow to ask, and everybody is asked about each day
def in_year(day: YearlyDay, year: int) -> date | None:
    """The day in one year of its own calendar; None outside the years whose lunar calendar is known.

    A leap month that a year has not is the plain month; where a month has 29 days the 30th is the 29th, and where
    February has 28 the 29th is the 28th. Nobody is left without a day.
    """
    if not day.lunar:
        return next(recurring.yearly(date(year, 1, 1), day.month, day.day))
    for leap in (True, False) if day.leap else (False,):
        for each in (30, 29) if day.day == 30 else (day.day,):
            found = lunar.solar(year, day.month, each, leap=leap)
            if found is not None:
                return found
    return None


def comes_next(day: YearlyDay, today: date) -> date | None:
    """The first time from today on. The lunar year begins later than ours: its twelfth month is in our next year."""
    found = [in_year(day, year) for year in range(today.year - 1, today.year + 2)]
    return min((one for one in found if one is not None and one >= today), default=None)


def year_of(day: YearlyDay, on: date) -> int:
    """The year of its own calendar in which it falls on that day: a lunar December's is the year before."""
    return next(year for year in (on.year, on.year - 1) if in_year(day, year) == on)


def is_on(day: YearlyDay, today: date) -> bool:
    return comes_next(day, today) == today


def exists(day: YearlyDay, year: int) -> bool:
    """Whether that very day is in that year's calendar, without any day standing in for it."""
    if day.lunar:
        return lunar.solar(year, day.month, day.day, leap=day.leap) is not None
    try:
        date(year, day.month, day.day)
    except ValueError:
        return False
    return True


def born_on(born: Born) -> date | None:
    """The day by the sun; None where only the year is known."""
    return None if born.day is None else in_year(born.day, born.year)


def festival(which: Festival, today: date) -> date:
    """The next one from today on. Raises LookupError where the lunar calendar is known no further."""
    day = YearlyDay(1, 1, lunar=True) if which is Festival.SPRING else YearlyDay(7, 1)
    found = comes_next(day, today)
    if found is None:
        raise LookupError("the lunar calendar is not known so far ahead")
    return found
