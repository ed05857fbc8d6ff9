"""Which of somebody's reminders are said now, which wait, and which have become pointless.

The rules, in their order: what is past its worth is dropped; of one matter only the newest is said; who is away, or
sleeps, or has a holiday, hears it afterwards, if it is still worth anything then; at most three messages a day, of
which the last carries all that the day still holds (S7, S8, S9).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from domain.reminders.reminder import Reminder
from domain.workdays import Calendar

MESSAGES_A_DAY: Final = 3
_A_DAY: Final = timedelta(days=1)


class Why(StrEnum):
    """Why something promised is not said."""

    POINTLESS = "pointless"
    SUPERSEDED = "superseded"
    UNREACHED = "unreached"
    AWAY = "away"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class Person:
    """What decides about a member's reminders besides the clock.

    `away` are the spans [from, until) in which they want no word; `told_today` counts messages, not reminders.
    """

    reachable: bool
    told_today: int = 0
    away: tuple[tuple[datetime, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Drop:
    reminder: Reminder
    why: Why


@dataclass(frozen=True, slots=True)
class Pick:
    """`said` go together in one message, oldest first; `put_off` come again at that moment."""

    said: tuple[Reminder, ...]
    put_off: tuple[tuple[Reminder, datetime], ...]
    dropped: tuple[Drop, ...]


def pick(waiting: Sequence[Reminder], person: Person, calendar: Calendar, now: datetime) -> Pick:
    """Sort one member's waiting reminders, due ones and later ones; later ones are only touched as told above."""
    said: list[Reminder] = []
    put_off: list[tuple[Reminder, datetime]] = []
    dropped: list[Drop] = []
    due, older = _newest(one for one in waiting if one.due_at <= now)
    dropped += [Drop(one, Why.SUPERSEDED) for one in older]
    for reminder in due:
        if reminder.worth_until <= now:
            dropped.append(Drop(reminder, Why.POINTLESS))
            continue
        if not person.reachable:
            dropped.append(Drop(reminder, Why.UNREACHED))
            continue
        until, why = _free(reminder, person, calendar, now)
        if until <= now:
            said.append(reminder)
        elif until < reminder.worth_until:
            put_off.append((reminder, until))
        else:
            dropped.append(Drop(reminder, why))
    if said and person.told_today == MESSAGES_A_DAY - 1:
        rest = [one for one in waiting if one.due_at > now and _today(one, calendar, now) and one.worth_until > now]
        said, older = _newest([*said, *rest])
        dropped += [Drop(one, Why.SUPERSEDED) for one in older]
    said.sort(key=lambda one: (one.worth_until, one.id))
    return Pick(tuple(said), tuple(put_off), tuple(dropped))


def _newest(reminders: Iterable[Reminder]) -> tuple[list[Reminder], list[Reminder]]:
    """(the newest of each matter, the others)."""
    newest: dict[tuple[str, int], Reminder] = {}
    others = []
    for one in sorted(reminders, key=lambda one: (one.at, one.id)):
        if (before := newest.get((one.kind, one.ref))) is not None:
            others.append(before)
        newest[one.kind, one.ref] = one
    return list(newest.values()), others


def _free(reminder: Reminder, person: Person, calendar: Calendar, now: datetime) -> tuple[datetime, Why]:
    """When it may be said, `now` where nothing stands against it, and what does."""
    at, why = now, Why.POINTLESS
    while True:
        if (back := _back(person, at)) is not None:
            at, why = back, Why.AWAY
        elif not reminder.self_set and (loud := calendar.first_loud_day(at)) > at:
            at = loud
        elif person.told_today >= MESSAGES_A_DAY and _date(at, calendar) == _date(now, calendar):
            at, why = datetime.combine(_date(now, calendar) + _A_DAY, time(), calendar.zone), Why.BUDGET
        else:
            return at, why


def _back(person: Person, at: datetime) -> datetime | None:
    return max((until for start, until in person.away if start <= at < until), default=None)


def _date(at: datetime, calendar: Calendar) -> date:
    return at.astimezone(calendar.zone).date()


def _today(reminder: Reminder, calendar: Calendar, now: datetime) -> bool:
    return _date(reminder.due_at, calendar) == _date(now, calendar)
