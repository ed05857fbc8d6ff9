"""Where each day of a series ends up: never on a day that the calendar file names as a holiday (M28, MTG-05)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import count
from typing import Final

from domain.series.rule import OnHoliday, Rule
from domain.workdays import Calendar

_A_DAY: Final = timedelta(days=1)
_A_WEEK: Final = timedelta(days=7)
# Days off by statute in every year (全国年节及纪念日放假办法 Art. 2), known before that year's notice is out.
_STATUTORY: Final = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})


class Why(StrEnum):
    """What happened to a day: nothing, a worked weekend (调休), moved or left out for a holiday, or doubled."""

    AS_PLANNED = "as_planned"
    WORKED = "worked"
    HOLIDAY = "holiday"
    WEEKEND = "weekend"
    SKIPPED = "skipped"
    DOUBLED = "doubled"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One day of a series: `nominal` as the rule says; `day` where it is held, None where it is left out."""

    nominal: date
    day: date | None
    why: Why


def schedule(nominals: Iterable[date], rule: Rule, wish: OnHoliday, calendar: Calendar) -> Iterator[Occurrence]:
    """Where each day ends up, in order; two that end up on one day are one meeting."""
    taken: set[date] = set()
    for nominal in nominals:
        one = placed(nominal, rule, wish, calendar)
        if one.day is not None and one.day in taken:
            one = Occurrence(nominal, None, Why.DOUBLED)
        if one.day is not None:
            taken.add(one.day)
        yield one


def placed(nominal: date, rule: Rule, wish: OnHoliday, calendar: Calendar) -> Occurrence:
    """Where one day ends up.

    A rule by the date of the month keeps off plain weekends too. A rule by the weekday means that weekday: a Saturday
    that is worked (调休) stays, and is said.
    """
    if is_holiday(nominal, calendar):
        day = _moved(nominal, wish, calendar)
        return Occurrence(nominal, day, Why.SKIPPED if day is None else Why.HOLIDAY)
    if rule.day is not None and not calendar.is_working_day(nominal):
        return Occurrence(nominal, _next_workday(nominal, calendar), Why.WEEKEND)
    return Occurrence(nominal, nominal, Why.WORKED if nominal in calendar.worked else Why.AS_PLANNED)


def _moved(nominal: date, wish: OnHoliday, calendar: Calendar) -> date | None:
    match wish:
        case OnHoliday.SKIP:
            return None
        case OnHoliday.WORKDAY:
            return _next_workday(nominal, calendar)
        case OnHoliday.WEEK_LATER:
            later = (nominal + week * _A_WEEK for week in count(1))
            return next(day for day in later if not is_holiday(day, calendar))


def _next_workday(day: date, calendar: Calendar) -> date:
    later = (day + ahead * _A_DAY for ahead in count(1))
    return next(one for one in later if calendar.is_working_day(one) and not is_holiday(one, calendar))


def is_holiday(day: date, calendar: Calendar) -> bool:
    """A day that the calendar names, or that the statute does before the year's notice is out."""
    return day in calendar.off or (day not in calendar.worked and (day.month, day.day) in _STATUTORY)
