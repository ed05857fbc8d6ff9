"""When the meetings of a series are, worked out afresh each time: a new notice of days off needs no repair (M28)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Final

from domain import series as rules
from domain.series import Occurrence, OnHoliday, Rule, Series
from domain.workdays import Calendar
from services import policies, recurring
from services.turn import Turn

SHOWN: Final = 6
# How far back a day may lie that a holiday has moved into the time to come: the longest holiday, and a week.
_MOVED_AT_MOST: Final = timedelta(days=21)


async def calendar_of(turn: Turn, node_id: int) -> Calendar:
    return (await policies.in_force(turn, node_id)).calendar


def coming(rule: Rule, wish: OnHoliday, since: date, today: date, calendar: Calendar) -> Iterator[Occurrence]:
    """The days of a rule that lie ahead, those that are left out among them; without end."""
    nominals = recurring.of_series(rule, since, max(since, today - _MOVED_AT_MOST))
    for one in rules.schedule(nominals, rule, wish, calendar):
        if (one.day or one.nominal) > today:
            yield one


def of_series(one: Series, today: date, calendar: Calendar) -> Iterator[Occurrence]:
    since = one.created_at.astimezone(calendar.zone).date()
    return coming(one.plan.rule, one.plan.on_holiday, since, today, calendar)


def next_six(days: Iterator[Occurrence]) -> Sequence[Occurrence]:
    """Up to the sixth that is held; doubled ones are no news to anybody."""
    shown: list[Occurrence] = []
    for one in islice(days, SHOWN * 4):
        if one.why is not rules.Why.DOUBLED:
            shown.append(one)
        if sum(each.day is not None for each in shown) == SHOWN:
            break
    return shown


def unknown_years(days: Sequence[Occurrence], calendar: Calendar) -> list[int]:
    """The years in these days whose notice of days off is not out yet."""
    known = {day.year for day in calendar.off}
    return sorted({one.nominal.year for one in days} - known)
