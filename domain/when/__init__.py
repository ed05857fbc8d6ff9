"""Reading the moment somebody wrote: 周五下午三点, 11-27 15:00 (M2)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from domain.when.clock import Clock, take_clock
from domain.when.day import Day, names_day_in_words, read_day
from domain.when.words import even

__all__ = ["FURTHEST", "Unclear", "When", "WhenProblem", "read_when"]

FURTHEST: Final = timedelta(days=366)  # nobody convenes a meeting more than a year ahead; a wrong year is likelier


class WhenProblem(StrEnum):
    NO_DATE = "no_date"
    NO_TIME = "no_time"
    PAST = "past"
    TOO_FAR = "too_far"
    IMPOSSIBLE = "impossible"
    WEEKDAY_MISMATCH = "weekday_mismatch"


@dataclass(frozen=True, slots=True)
class When:
    """A moment, zone-aware, to the minute. `assumed`: morning or afternoon is our guess, so it has to be shown."""

    at: datetime
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Unclear:
    """What was not understood, and what was: the day, the time of day, or the whole moment (PAST, TOO_FAR, mismatch).

    After NO_TIME ask for the time only and pass `day` as `on`; after NO_DATE, `clock` tells what need not be asked.
    """

    problem: WhenProblem
    day: date | None = None
    clock: time | None = None
    at: datetime | None = None


def read_when(text: str, now: datetime, *, on: date | None = None) -> When | Unclear:
    """The moment meant, in the zone of `now`. Never raises, whatever the text.

    `on` is the day where the text names none. What a person means:

    - 周五 is the next Friday that lies ahead, today if the hour is; 本周 and 下周 are weeks from Monday on.
    - 27号 is this month's, else next month's.
    - 1月3日 is this year's, but next year's where this year's is over by more than half a year; so it works around
      New Year, and a slip of a week is PAST rather than a meeting in a year.
    - 三点 without a part of the day is in the afternoon (one to six), 七点 and 八点 in the morning, or in the evening
      where today's morning is over; all three are `assumed`. 03:00 is taken as written.
    - 24:00 and 晚上十二点 end the day named.
    """
    said = even(text)
    try:
        return _read(said, now, on)
    except OverflowError:  # the year 9999 and a day
        return Unclear(WhenProblem.IMPOSSIBLE)


def _read(said: str, now: datetime, on: date | None) -> When | Unclear:
    clock, rest = take_clock(said)
    if clock is None and (names_day_in_words(said) or on is not None):
        clock, rest = take_clock(said, dotted=True)
    day = read_day(rest, now.date())
    if day is None and on is not None:
        day = Day((on,))
    if (day is not None and not day.offers) or (clock is not None and clock.minutes is None):
        return Unclear(WhenProblem.IMPOSSIBLE)
    if day is None:
        return Unclear(WhenProblem.NO_DATE, clock=_time(clock))
    if clock is None:
        return _without_time(day, now.date())
    return _placed(day, clock, now)


def _without_time(day: Day, today: date) -> Unclear:
    chosen = next((offer for offer in day.offers if offer >= today), day.offers[0])
    if not _agrees(day, chosen):
        return Unclear(WhenProblem.WEEKDAY_MISMATCH, day=chosen)
    return Unclear(WhenProblem.NO_TIME, day=chosen)


def _placed(day: Day, clock: Clock, now: datetime) -> When | Unclear:
    minute_now = now.replace(second=0, microsecond=0)
    minutes = clock.minutes or 0
    meant = [(offer, _at(offer, minutes, now.tzinfo)) for offer in day.offers]
    if clock.assumed and minutes < 12 * 60 and day.offers[0] == now.date():
        meant.insert(1, (day.offers[0], _at(day.offers[0], minutes + 12 * 60, now.tzinfo)))
    chosen, at = next((offer for offer in meant if offer[1] >= minute_now), meant[0])
    problem = None
    if not _agrees(day, chosen):
        problem = WhenProblem.WEEKDAY_MISMATCH
    elif at < minute_now:
        problem = WhenProblem.PAST
    elif at > minute_now + FURTHEST:
        problem = WhenProblem.TOO_FAR
    return When(at, clock.assumed) if problem is None else Unclear(problem, chosen, _time(clock), at)


def _at(day: date, minutes: int, zone: tzinfo | None) -> datetime:
    return datetime.combine(day, time(), zone) + timedelta(minutes=minutes)


def _agrees(day: Day, chosen: date) -> bool:
    return day.weekday is None or chosen.weekday() == day.weekday


def _time(clock: Clock | None) -> time | None:
    """The time of day, where it lies within one day."""
    if clock is None or clock.minutes is None:
        return None
    hours, minutes = divmod(clock.minutes, 60)
    return time(hours, minutes) if hours < 24 else None
