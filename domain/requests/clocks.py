"""The clocks of a request: first response, next step of the ladder, next word, end (E1, E2, E13, HELP-04)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.workdays import Calendar

HARD_REVIEW: Final = timedelta(days=15)  # on the calendar: nothing is left unlooked-at for longer (HELP-04)
FIRST_CONTACT: Final = timedelta(days=2)  # working days: somebody talks to the asker (HELP-04)
WARNS_AT: Final = 0.75  # E13


@dataclass(frozen=True, slots=True)
class Clocks:
    """How long each thing may take, on working days; `always` counts around the clock, quiet hours or not.

    `respond`: somebody takes it. `step`: one person is waited for before the next is asked. `update`: the asker hears
    something new. `resolve`: it is done.
    """

    respond: timedelta
    step: timedelta
    update: timedelta
    resolve: timedelta
    always: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """What an asker is promised at submission; `next_step_at` is when the first person is asked."""

    respond_by: datetime
    resolve_by: datetime
    next_step_at: datetime


def promised(clocks: Clocks, calendar: Calendar, now: datetime) -> Promise:
    """What is asked on a day off is counted from when work begins again; nobody is asked in quiet hours."""
    start = now if clocks.always else calendar.first_working(now)
    resolve_by = calendar.add(start, clocks.resolve, clocks.always)
    return Promise(
        respond_by=calendar.add(start, clocks.respond, clocks.always),
        resolve_by=min(resolve_by, now + HARD_REVIEW),
        next_step_at=heard(clocks, calendar, now),
    )


def step_after(clocks: Clocks, calendar: Calendar, now: datetime) -> datetime:
    """When the next person is asked, if the one asked now does not take it; never in quiet hours unless `always`."""
    return heard(clocks, calendar, calendar.add(now, clocks.step, clocks.always))


def update_due(clocks: Clocks, calendar: Calendar, since: datetime, *, first: bool = False) -> datetime:
    """When the asker should have heard something, counted from taking it or from the last word.

    `first` is for the first human contact, which is due in two working days at the latest.
    """
    span = min(clocks.update, FIRST_CONTACT) if first else clocks.update
    return calendar.add(since, span, clocks.always)


def warn_at(clocks: Clocks, calendar: Calendar, start: datetime, due: datetime) -> datetime:
    """When three quarters of the time to `due` are used up; out of quiet hours, and never after it is due (E13)."""
    if clocks.always:
        return start + (due - start) * WARNS_AT
    at = calendar.add(start, calendar.working_time_between(start, due) * WARNS_AT)
    return min(heard(clocks, calendar, at), due)


def heard(clocks: Clocks, calendar: Calendar, at: datetime) -> datetime:
    """When something due at this moment is said: at once where it is urgent, else not in quiet hours."""
    return at if clocks.always else calendar.first_loud(at)
