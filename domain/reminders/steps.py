"""When a member is reminded of a meeting, and which of these reminders are for whom (S5, S6, S7).

Two nudges ask who has not answered, a week and a day before; then somebody phones. Who comes is reminded two hours
before, or as they choose for that very meeting.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

from domain.meetings import Rsvp
from domain.reminders.reminder import CALL, Mode, due_in
from domain.workdays import Calendar

WallBefore: TypeAlias = Callable[[datetime, int], datetime]  # the same hour on the wall so many days before


class Step(StrEnum):
    """How long before a meeting. A week and a day are days on the wall: the same hour, also over summer time."""

    WEEK = "7d"
    DAY = "1d"
    HOURS = "2h"


NUDGES: Final = (Step.WEEK, Step.DAY)
SECOND: Final = "2nd"  # two hours before the second sitting, for who comes and was not at the first (M32)
OFFERED: Final = (Step.DAY, Step.HOURS)  # to who says 会来
HOURS_BEFORE: Final = timedelta(hours=2)
CALL_AFTER: Final = timedelta(hours=4)  # behind the second nudge: time to answer, and for the leader to telephone


@dataclass(frozen=True, slots=True)
class Span:
    """When a step is due, and from when on it is pointless."""

    at: datetime
    worth_until: datetime


def spans(starts_at: datetime, calendar: Calendar, wall_before: WallBefore) -> Mapping[str, Span]:
    """Each step of a meeting. A week's nudge that waits into the last two days leaves it to the next one."""
    start = starts_at.astimezone(calendar.zone)
    day = wall_before(start, 1)
    return {
        Step.WEEK: Span(wall_before(start, 7), wall_before(start, 2)),
        Step.DAY: Span(day, starts_at),
        Step.HOURS: Span((starts_at.astimezone(UTC) - HOURS_BEFORE).astimezone(calendar.zone), starts_at),
        CALL: Span(calendar.first_loud_day(day + CALL_AFTER), starts_at),
    }


def second_span(second_at: datetime, calendar: Calendar) -> Span:
    """The reminder of a second sitting; what asks and offers is of the first."""
    return Span((second_at.astimezone(UTC) - HOURS_BEFORE).astimezone(calendar.zone), second_at)


def comes_at(span: Span, mode: Mode, calendar: Calendar, now: datetime) -> datetime | None:
    """When a reminder that comes to everybody is said to who likes it so; None where night or holiday outlast it."""
    at = calendar.first_loud_day(due_in(mode, span.at, calendar, now))
    return at if at < span.worth_until else None


def wanted(answer: Rsvp | None, likes: Collection[Step], chosen: Collection[Step] | None) -> Mapping[str, bool]:
    """The steps that are for a member -> whether the member asked for it, for this very meeting.

    `likes` are the steps they have not switched off; `chosen` is what they chose when they said 会来, None where they
    chose nothing. Who is not sure yet is asked again, but nobody phones after them: they have answered.
    """
    match answer:
        case Rsvp.LEAVE:
            return {}
        case Rsvp.GOING if chosen is not None:
            return dict.fromkeys(chosen, True)
        case Rsvp.GOING:
            return {step: False for step in (Step.HOURS,) if step in likes}
    steps: list[str] = [step for step in NUDGES if step in likes]
    if answer is None and len(steps) == len(NUDGES):
        steps.append(CALL)
    return dict.fromkeys(steps, False)
