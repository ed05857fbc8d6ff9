"""When a member wishes to be asked: once a week or once a month, on a day and at an hour of their own (MOOD-02)."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

HOURS: Final = range(8, 21)  # nobody chooses the night by mistake
_WEEK: Final = timedelta(days=7)
_LAST_DAY: Final = 28  # every month has one
_WEEKDAYS: Final = "一二三四五六日"
_DAY: Final = re.compile(r"(?:每月)?([0-9]{1,2})[日号]?")
_WEEKDAY: Final = re.compile(r"(?:每?(?:周|星期|礼拜))?([一二三四五六日天])")
_HOUR: Final = re.compile(r"(上午|中午|下午|晚上)?([0-9]{1,2})(?:点|[:：]00)?")


class Often(StrEnum):
    """There is nothing more often than weekly."""

    MONTHLY = "monthly"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`day` is 1 to 28 of each month, or the weekday from 0, Monday."""

    often: Often
    day: int
    hour: int


DEFAULT: Final = Rhythm(Often.MONTHLY, 1, 10)


def next_at(rhythm: Rhythm, after: datetime, zone: tzinfo, last: datetime | None = None) -> datetime:
    """The first moment behind `after`, at least a week behind the day of `last`, when the member was asked before."""
    day = after.astimezone(zone).date()
    if last is not None:
        day = max(day, last.astimezone(zone).date() + _WEEK)
    while True:
        at = datetime.combine(day, time(rhythm.hour), zone)
        if _falls_on(rhythm, day) and at > after:
            return at
        day += timedelta(days=1)


def read_day(often: Often, text: str) -> int | None:
    """周三 as 2 where it is weekly, 15日 as 15 where it is monthly; None where it is neither."""
    bare = "".join(text.split())
    if often is Often.WEEKLY:
        weekday = _WEEKDAY.fullmatch(bare)
        return None if weekday is None else _WEEKDAYS.index(weekday[1].replace("天", "日"))
    found = _DAY.fullmatch(bare)
    return int(found[1]) if found is not None and 1 <= int(found[1]) <= _LAST_DAY else None


def read_hour(text: str) -> int | None:
    """上午10点 as 10, 下午3点 as 15; None outside the day's hours."""
    found = _HOUR.fullmatch("".join(text.split()))
    if found is None:
        return None
    part, hour = found[1], int(found[2])
    if part in {"下午", "晚上", "中午"} and hour < 12:
        hour += 12
    return hour if hour in HOURS else None


def _falls_on(rhythm: Rhythm, day: date) -> bool:
    return rhythm.day == (day.weekday() if rhythm.often is Often.WEEKLY else day.day)
