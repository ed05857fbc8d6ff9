"""When something comes again, and the days and months before and after a date: the one file that knows dateutil.

Days are plain dates; moments are zone-aware, and a wall-clock rule is kept on the wall of the moment's own zone: what
comes from the database in UTC is put into the branch's zone first.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta
from dateutil.rrule import MONTHLY, WEEKLY, YEARLY, rrule, weekday
from dateutil.tz import resolve_imaginary

from domain.series import Every, Rule
from domain.workdays import Calendar

_A_DAY = timedelta(days=1)


def monthly(start: date, day: int) -> Iterator[date]:
    """The same day of every month from `start` on; the last one where a month is shorter."""
    return _days(rrule(MONTHLY, dtstart=_noon(start), bymonthday=_up_to(day), bysetpos=-1))


def yearly(start: date, month: int, day: int) -> Iterator[date]:
    """The same date every year from `start` on; February 29 is the 28th where there is none."""
    return _days(rrule(YEARLY, dtstart=_noon(start), bymonth=month, bymonthday=_up_to(day), bysetpos=-1))


def of_series(rule: Rule, since: date, start: date) -> Iterator[date]:
    """The days a series names from `start` on; every second week is counted from `since`, the day it was made."""
    if rule.every in {Every.WEEK, Every.FORTNIGHT}:
        weeks = 2 if rule.every is Every.FORTNIGHT else 1
        named = rrule(WEEKLY, dtstart=_noon(since), interval=weeks, byweekday=rule.weekday)
        return (day for day in _days(named) if day >= start)
    months = None if rule.every is Every.MONTH else range(rule.month, 13, 3)
    if rule.day is not None:
        return _days(rrule(MONTHLY, dtstart=_noon(start), bymonth=months, bymonthday=_up_to(rule.day), bysetpos=-1))
    which = weekday(rule.weekday or 0, rule.nth)
    return _days(rrule(MONTHLY, dtstart=_noon(start), bymonth=months, byweekday=which))


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or before where below zero; the last one of a shorter month."""
    return day + relativedelta(months=months)


def years_after(day: date, years: int) -> date:
    """The same date so many years later; February 29 becomes the 28th where there is none."""
    return day + relativedelta(years=years)


def wall_before(moment: datetime, days: int) -> datetime:
    """The same hour on the wall so many days before, also where summer time begins or ends between.

    An hour that the clocks jump over is moved on by as much as they jump; of one that comes twice it is the first.
    """
    return resolve_imaginary((moment - days * _A_DAY).replace(fold=0))


def working_on_or_after(day: date, calendar: Calendar) -> date:
    """The day itself where it is worked, else the next one that is."""
    while not calendar.is_working_day(day):
        day += _A_DAY
    return day


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _up_to(day: int) -> list[int]:
    """The day asked for and those that stand in for it in a shorter month; the last that exists is taken."""
    return list(range(min(day, 28), day + 1))


def _days(moments: Iterator[datetime] | rrule) -> Iterator[date]:
    return (moment.date() for moment in moments)
