"""One thing that somebody is to be reminded of, once."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from domain.workdays import Calendar


class ReminderKind(StrEnum):
    """What a reminder is about; `ref` is the id of that matter."""

    MEETING = "meeting"
    MAKE_UP = "make_up"
    STUDY = "study"
    HOURS = "hours"
    DUES = "dues"
    DUTY = "duty"
    CALLS = "calls"
    MOOD = "mood"
    VISIT = "visit"
    TALK = "talk"
    CARE_DATE = "care_date"
    GREETING = "greeting"
    SURVEY = "survey"
    TASK = "task"
    WHEREABOUTS = "whereabouts"
    VACANCY = "vacancy"
    MINUTES = "minutes"


class Mode(StrEnum):
    """How somebody likes to be reminded (S16): each in its time, or all of a day or of a week in one message."""

    EACH = "each"
    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Reminder:
    """Promised to one member. Unique by kind, ref, step and member, for ever: nothing is said twice.

    `at` is the moment by the rules; `due_at` is when it may be said at the soonest: the member's mode and what put it
    off have moved it. From `worth_until` on it is pointless. `self_set` ones the member asked for, for that very
    matter: they pass the quiet hours (S8).
    """

    id: int
    member_id: int
    kind: ReminderKind
    ref: int
    step: str
    at: datetime
    due_at: datetime
    worth_until: datetime
    self_set: bool = False


CALL: Final = "call"  # the step that is never said: then somebody phones the member (S7)
SOUNDS: Final = frozenset({ReminderKind.MEETING, ReminderKind.CALLS})  # all others arrive without a sound (U11)


def due_in(mode: Mode, at: datetime, calendar: Calendar, now: datetime, *, self_set: bool = False) -> datetime:
    """When a reminder of that moment is due for somebody of this mode: the morning of its day, or of its Monday.

    What is promised after that morning is due in its own time: it can be in no digest any more.
    """
    if mode is Mode.EACH or self_set:
        return at
    local = at.astimezone(calendar.zone)
    back = timedelta(days=local.weekday()) if mode is Mode.WEEKLY else timedelta()
    morning = calendar.first_loud(datetime.combine(local.date() - back, time(), calendar.zone))
    return at if morning < now else min(at, morning)
