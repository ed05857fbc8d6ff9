"""How long somebody says they are away: 三天, 到12月1日, 下周一到下周五 (O3)."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

from domain.when import When, read_when
from domain.when.day import Day, read_day
from domain.when.words import NUMBER, even, number

FURTHEST: Final = timedelta(days=366)
_SPAN: Final = re.compile(rf"(?P<half>半)? ?(?P<number>{NUMBER})? ?(?P<unit>天|周|个?星期|个?礼拜|个月)")
_UNITS: Final = {"天": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30}
_BETWEEN: Final = re.compile(r"起|开始|到|至|~|—+|–|(?<=[日号天一二三四五六]) ?- ?")


class AwayProblem(StrEnum):
    UNCLEAR = "away_unclear"
    PAST = "away_past"
    TOO_FAR = "away_too_far"


@dataclass(frozen=True, slots=True)
class Away:
    """Away from `start`; back at `end`, which is midnight unless an hour was named."""

    start: datetime
    end: datetime


Answer: TypeAlias = Away | AwayProblem


def read_absence(text: str, now: datetime) -> Answer:
    """What somebody means. Never raises, whatever the text.

    三天 counts today: away today and the next two. The day named is the last one away, but with 回 it is the first
    one back: 到周五 and 周六回来 are the same.
    """
    said = even(text)
    try:
        return _checked(_read(said, now), now)
    except OverflowError:
        return AwayProblem.UNCLEAR


def _read(said: str, now: datetime) -> Away | None:
    back = "回" in said
    first, until = _parted(said)
    start = _start(first, now)
    if start is None:
        return None
    if (end := _moment(until, now)) is not None:
        return Away(start, end)
    day = _day(until, now.date())
    if day is not None and day < start.date():
        day = _day(until, start.date())  # 下周一到周五 is the Friday after that Monday
    if day is not None:
        return Away(start, _midnight(day if back else day + timedelta(days=1), now))
    days = _days(until)
    return None if days is None else Away(start, _midnight(start.date() + timedelta(days=days), now))


def _parted(said: str) -> tuple[str, str]:
    """What stands before 到 and what behind it."""
    between = _BETWEEN.search(said)
    return ("", said) if between is None else (said[: between.start()], said[between.end() :])


def _start(first: str, now: datetime) -> datetime | None:
    """From now on, unless a first day is named; 从…起 without one is not understood."""
    day = _day(first, now.date())
    if day is None:
        return now if not re.search(r"\d|月|日|周", first) else None
    return max(now, _midnight(day, now))


def _moment(until: str, now: datetime) -> datetime | None:
    """明天下午三点回来."""
    found = read_when(until, now)
    return found.at if isinstance(found, When) else None


def _day(text: str, today: date) -> date | None:
    """The first of the days meant that lies ahead."""
    found: Day | None = read_day(text, today)
    if found is None or not found.offers:
        return None
    return next((offer for offer in found.offers if offer >= today), found.offers[0])


def _days(text: str) -> int | None:
    """三天, 一周, 半个月, 一个月."""
    span = _SPAN.search(text)
    if span is None or (span["number"] is None and span["half"] is None):
        return None
    unit = _UNITS[span["unit"].removeprefix("个")]
    return (number(span["number"]) * unit if span["number"] else unit // 2) or None


def _midnight(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(), now.tzinfo)


def _checked(away: Away | None, now: datetime) -> Answer:
    if away is None:
        return AwayProblem.UNCLEAR
    if away.end <= max(now, away.start):
        return AwayProblem.PAST
    return away if away.end <= now + FURTHEST else AwayProblem.TOO_FAR
