"""Writing a programme down: from which week, and what is studied in each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from domain.courses import read_link
from domain.names import tidy_line

DEFAULT_MINUTES: Final = 30
MOST_PIECES: Final = 10
LATEST_THIS_WEEK: Final = 2  # Wednesday: from Thursday on a programme begins with the next week
_MONTHS: Final = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_A_WEEK: Final = timedelta(days=7)
_MINUTES: Final = re.compile(r"[（(]?(?<!\d)(\d{1,3})\s*(?:分钟|分)[)）]?$")
_HOURS: Final = re.compile(r"[（(]?(?<![\d.])([1-8])\s*(?:小时|学时)[)）]?$")
_MARKS: Final = " ，,、；;·-—｜|"


@dataclass(frozen=True, slots=True)
class Draft:
    """A piece before it has a week: what it is and how long by its author's word."""

    title: str
    minutes: int
    link: str | None = None
    course_id: int | None = None


def monday(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())


def starts(today: date) -> list[date]:
    """The Mondays a programme may well begin on: this one while the week is young, the next, and that of next month."""
    this = monday(today)
    mondays = [this] if today.weekday() <= LATEST_THIS_WEEK else []
    ahead = [this + number * _A_WEEK for number in range(1, 7)]
    first = next(one for one in ahead if month_of(one) != month_of(this))
    return sorted({*mondays, this + _A_WEEK, first})


def month_of(day: date) -> int:
    """The month that a day's week belongs to: the one in which most of its days lie."""
    return (monday(day) + timedelta(days=3)).month


def weeks_left(first: date) -> int:
    """How many weeks a month's programme has: those of the first one's month, it counted."""
    begun = [first + number * _A_WEEK for number in range(6)]
    return sum(month_of(day) == month_of(first) for day in begun)


def usual_title(first: date) -> str:
    """`十二月学习`."""
    return f"{_MONTHS[month_of(first) - 1]}月学习"


def drafted(pieces: Sequence[Draft], first: date) -> list[tuple[Draft, date, date]]:
    """(piece, opens on, due on): a week each; the last day is the one before the next begins."""
    return [
        (piece, first + number * _A_WEEK, first + (number + 1) * _A_WEEK - timedelta(days=1))
        for number, piece in enumerate(pieces)
    ]


def read_line(text: str) -> Draft | None:
    """`党的二十大报告 第一部分 40分钟 https://…`: title, minutes, link; the latter two may be missing.

    None where no title is left.
    """
    words, link = [], None
    for word in tidy_line(text).split(" "):
        found = read_link(word) if link is None else None
        link = found or link
        words += [] if found else [word]
    title, minutes = " ".join(words).rstrip(_MARKS), DEFAULT_MINUTES
    if (said := _MINUTES.search(title)) is not None and int(said[1]) > 0:
        title, minutes = title[: said.start()], int(said[1])
    elif (said := _HOURS.search(title)) is not None:
        title, minutes = title[: said.start()], 60 * int(said[1])
    title = title.strip(_MARKS)
    return Draft(title, minutes, link) if title else None
