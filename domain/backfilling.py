"""补录会议: what a meeting entered afterwards takes (M23)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum, StrEnum, auto
from typing import Final

from domain.names import numbered, tidy_line

_WEEKDAY_WORDS: Final = ("周", "星期", "礼拜")
_A_WEEK: Final = timedelta(days=7)
_HALF_A_YEAR: Final = timedelta(days=183)
_BETWEEN_NAMES: Final = str.maketrans(dict.fromkeys("、，,；;/", " "))


class Was(StrEnum):
    """How somebody stood to the meeting, by the paper or by memory."""

    THERE = "there"
    ON_LEAVE = "on_leave"
    ABSENT = "absent"


class Fault(Enum):
    """Why a time is none that can be entered."""

    UNCLEAR = auto()
    AHEAD = auto()
    TOO_LONG_AGO = auto()


def next_of(was: Was) -> Was:
    """A tap goes round: not there, there, on leave."""
    return {Was.ABSENT: Was.THERE, Was.THERE: Was.ON_LEAVE, Was.ON_LEAVE: Was.ABSENT}[was]


def judge(at: datetime | None, now: datetime, within: timedelta) -> datetime | Fault:
    """The start of a meeting that was held no longer ago than the branch allows, or what is wrong with it."""
    if at is None:
        return Fault.UNCLEAR
    if at > now:
        return Fault.AHEAD
    return at if now - at <= within else Fault.TOO_LONG_AGO


def latest_before(text: str, at: datetime, now: datetime) -> datetime:
    """What was meant by words that, for a meeting to come, would be `at`: the weekday or the date that was last.

    `at` itself where the words name a day that lies close ahead: that is a slip, and is told so.
    """
    if any(word in text for word in _WEEKDAY_WORDS) and not any(word in text for word in ("下周", "下星期", "下礼拜")):
        return at - _A_WEEK * (1 + (at - now) // _A_WEEK)
    if at - now > _HALF_A_YEAR and (at.month, at.day) != (2, 29):
        return at.replace(year=at.year - 1)
    return at


def named(text: str, people: Iterable[tuple[int, str]]) -> list[int]:
    """The ids of those named: one name or several with marks between; none where any is nobody's or two people's."""
    by_name: dict[str, list[int]] = {}
    for number, name in people:
        by_name.setdefault(name, []).append(number)
        by_name[numbered(number)] = [number]
    whole = tidy_line(text)
    names = [whole] if whole in by_name else tidy_line(text.translate(_BETWEEN_NAMES)).split()
    found = [by_name.get(name, []) for name in names]
    return [ids[0] for ids in found] if all(len(ids) == 1 for ids in found) else []
