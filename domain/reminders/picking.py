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

from domain.reminders.reminder import CALL, Reminder
from domain.workdays import Calendar

MESSAGES_A_DAY: Final = 3
_A_DAY: Final = timedelta(days=1)


class Why(StrEnum):
    """Why something promised is not said. `CALLED`: somebody phones instead; `GONE`: no member any more."""

    POINTLESS = "pointless"
    SUPERSEDED = "superseded"
    UNREACHED = "unreached"
    AWAY = "away"
    BUDGET = "budget"
    CALLED = "called"
    GONE = "gone"


PHONED: Final = frozenset({Why.UNREACHED, Why.BUDGET, Why.CALLED})  # where a person can still say it


@dataclass(frozen=True, slots=True)
class Person:
    """What decides about a member's reminders besides the clock.

    `away` are the spans [from, until) in which they want no word; `told_today` counts messages, not reminders.
    """

    reachable: bool
    told_today: int = 0
    away: tuple[tuple[datetime, datetime], ...] = ()
    gone: bool = False


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
    due, older = _newest(one for one in waiting if one.due_at <= now)
    dropped = [Drop(one, Why.SUPERSEDED) for one in older]
    for reminder in due:
        match _verdict(reminder, person, calendar, now):
            case Why() as why:
                dropped.append(Drop(reminder, why))
            case until if until <= now:
                said.append(reminder)
            case until:
                put_off.append((reminder, until))
    if said and person.told_today == MESSAGES_A_DAY - 1:
        left = [one for one in waiting if one not in said and one not in older]
        said, older = _newest([*said, *(one for one in left if _still_today(one, person, calendar, now))])
        dropped += [Drop(one, Why.SUPERSEDED) for one in older]
        put_off = [(one, until) for one, until in put_off if one not in (*said, *older)]
    said.sort(key=lambda one: (one.worth_until, one.id))
    return Pick(tuple(said), tuple(put_off), tuple(dropped))


def _newest(reminders: Iterable[Reminder]) -> tuple[list[Reminder], list[Reminder]]:
    """(the newest of each matter, the others). A call is nothing that is said, and stands beside it."""
    newest: dict[tuple[str, int, bool], Reminder] = {}
    others = []
    for one in sorted(reminders, key=lambda one: (one.at, one.id)):
        matter = (one.kind, one.ref, one.step == CALL)
        if (before := newest.get(matter)) is not None:
            others.append(before)
        newest[matter] = one
    return list(newest.values()), others


def _verdict(reminder: Reminder, person: Person, calendar: Calendar, now: datetime) -> Why | datetime:
    """When a due one may be said, `now` where nothing stands against it; or why it never will be."""
    if person.gone:
        return Why.GONE
    if reminder.worth_until <= now:
        return Why.POINTLESS
    until, why = _free(reminder, person, calendar, now, now)
    if until >= reminder.worth_until:
        return why
    if until > now:
        return until
    if reminder.step == CALL:
        return Why.CALLED
    return now if person.reachable else Why.UNREACHED


def _free(
    reminder: Reminder, person: Person, calendar: Calendar, now: datetime, start: datetime
) -> tuple[datetime, Why]:
    """When nothing stands against it from `start` on, and what did last.

    Whoever cannot be reached has no measure of messages.
    """
    measured = person.reachable and reminder.step != CALL and person.told_today >= MESSAGES_A_DAY
    at, why = start, Why.POINTLESS
    while True:
        if (back := _back(person, at)) is not None:
            at, why = back, Why.AWAY
        elif not reminder.self_set and (loud := calendar.first_loud_day(at)) > at:
            at = loud
        elif measured and _date(at, calendar) == _date(now, calendar):
            at, why = datetime.combine(_date(now, calendar) + _A_DAY, time(), calendar.zone), Why.BUDGET
        else:
            return at, why


def _back(person: Person, at: datetime) -> datetime | None:
    return max((until for start, until in person.away if start <= at < until), default=None)


def _still_today(reminder: Reminder, person: Person, calendar: Calendar, now: datetime) -> bool:
    """Whether it would be said later on this day."""
    until, _ = _free(reminder, person, calendar, now, max(now, reminder.due_at))
    sayable = reminder.step != CALL and until < reminder.worth_until
    return sayable and _date(until, calendar) == _date(now, calendar)


def _date(at: datetime, calendar: Calendar) -> date:
    return at.astimezone(calendar.zone).date()
