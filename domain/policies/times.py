"""Spans and hours as people write them in a policy: 「24小时」, 「21:00-08:00」."""

import re
from datetime import time, timedelta
from typing import Final

from domain.workdays import Hours

SHORTEST: Final = timedelta(minutes=5)
LONGEST: Final = timedelta(days=15)  # HELP-04: nothing waits longer than the review
NEVER: Final = Hours(time(), time())
NEVER_WORD: Final = "不设"

_SPAN: Final = re.compile(r"(?:(\d{1,3})个?(?:天|工作日))?(?:(\d{1,3})个?(?:小时|钟头))?(?:(\d{1,4})分钟?)?")
_HOURS: Final = re.compile(r"(\d{1,2})[:\uff1a](\d{2})(?:-|–|—|~|至|到)(\d{1,2})[:\uff1a](\d{2})")
_A_DAY: Final = timedelta(days=1)
_DAYS_FROM: Final = timedelta(days=2)


def read_span(text: str) -> timedelta | None:
    """`24小时`, `3天`, `30分钟`, `1天12小时`; None for anything else, and for what is too short or too long."""
    found = _SPAN.fullmatch("".join(text.split()))
    if found is None:
        return None
    days, hours, minutes = (int(number or 0) for number in found.groups())
    span = timedelta(days=days, hours=hours, minutes=minutes)
    return span if SHORTEST <= span <= LONGEST else None


def span_words(span: timedelta) -> str:
    """A day is said as 24小时, two and more as 天."""
    days, rest = divmod(span, _A_DAY) if span >= _DAYS_FROM else (0, span)
    hours, minutes = divmod(rest // timedelta(minutes=1), 60)
    said = [f"{number}{unit}" for number, unit in ((days, "天"), (hours, "小时"), (minutes, "分钟")) if number]
    return "".join(said) or "0分钟"


def read_hours(text: str) -> Hours | None:
    """`21:00-08:00`; 不设 is no part of any day."""
    plain = "".join(text.split())
    if plain == NEVER_WORD:
        return NEVER
    found = _HOURS.fullmatch(plain)
    if found is None:
        return None
    first, first_minute, last, last_minute = map(int, found.groups())
    try:
        return Hours(time(first, first_minute), time(last, last_minute))
    except ValueError:
        return None


def hours_words(hours: Hours) -> str:
    return NEVER_WORD if hours.start == hours.end else f"{hours.start:%H:%M}-{hours.end:%H:%M}"
