"""How days and moments are written for people: absolute, with the weekday (U12)."""

from datetime import date, datetime
from typing import Final

WEEKDAYS: Final = "一二三四五六日"


def day_words(at: datetime, now: datetime) -> str:
    """`11月27日（周五）`; with the year where it is not this one: `2027年1月3日（周日）`. Both in the zone of `now`."""
    local = at.astimezone(now.tzinfo)
    return date_words(local.date(), now)


def date_words(day: date, now: datetime) -> str:
    """As `day_words`, for a day without a time."""
    year = "" if day.year == now.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日（周{WEEKDAYS[day.weekday()]}）"


def clock_words(at: datetime, now: datetime) -> str:
    """`15:00`, 24 hours."""
    local = at.astimezone(now.tzinfo)
    return f"{local:%H:%M}"


def moment_words(at: datetime, now: datetime) -> str:
    """`11月27日（周五）15:00`; `domain.when.read_when` reads it back to the minute."""
    return day_words(at, now) + clock_words(at, now)


def waited_words(since: datetime, now: datetime) -> str:
    """How long somebody has waited, roughly: `5 分钟`, `3 小时`, `2 天`."""
    minutes = max(1, int((now - since).total_seconds() // 60))
    if minutes < 60:
        return f"{minutes} 分钟"
    hours = minutes // 60
    return f"{hours} 小时" if hours < 24 else f"{hours // 24} 天"
