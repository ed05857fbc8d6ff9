"""A series as somebody wishes it and as it stands, and when its meetings are announced (M28)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from domain.meetings import MeetingKind
from domain.series.placing import Occurrence
from domain.series.rule import OnHoliday, Rule
from domain.workdays import Calendar

LONGEST_AHEAD: Final = 30  # days; who is asked earlier has forgotten by then
USUAL_AHEAD: Final = 7  # days; the first nudge of a meeting comes then
_ANNOUNCED_AT: Final = time(9)


class SeriesState(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class SeriesPlan:
    """A series as somebody wishes it. Without a `title` each meeting is called after its month and kind."""

    node_id: int
    kind: MeetingKind
    title: str | None
    place: str
    rule: Rule
    clock: time
    on_holiday: OnHoliday
    ahead: int


@dataclass(frozen=True, slots=True)
class Series:
    """A series as it stands; `ahead` days before each meeting it is announced."""

    id: int
    plan: SeriesPlan
    state: SeriesState
    created_by: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """A series, made or still to be made, as it is looked at: its node's name, its next days, and the years among them
    whose notice of days off is not out yet."""

    plan: SeriesPlan
    node: str
    days: Sequence[Occurrence]
    unknown_years: Sequence[int]
    series: Series | None = None


def starts_at(day: date, clock: time, calendar: Calendar) -> datetime:
    return datetime.combine(day, clock, calendar.zone)


def announces_at(start: datetime, days: int, calendar: Calendar) -> datetime:
    """When a meeting of a series is announced: so many days before it, at nine, on no holiday; at its start at last."""
    on = start.astimezone(calendar.zone).date() - timedelta(days=days)
    return min(calendar.first_loud_day(datetime.combine(on, _ANNOUNCED_AT, calendar.zone)), start)
