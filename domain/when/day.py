"""The day in what somebody wrote."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeAlias

from domain.when.words import NUMBER, YEAR, number, year


@dataclass(frozen=True, slots=True)
class Day:
    """The day meant, as offers in order: the first that still lies ahead is taken, else the first. Empty: no such day.

    `weekday` (Monday is 0) was written beside an absolute day and has to agree with it.
    """

    offers: tuple[date, ...]
    weekday: int | None = None


_WEEKDAYS: Final = {
    sign: day for day, signs in enumerate(["一1", "二2", "三3", "四4", "五5", "六6", "日天7"]) for sign in signs
}
_WEEKDAY: Final = re.compile(
    r"(?<!每)(?P<which>下下个?|下个?|这个?|本|上个?)? ?(?:周|星期|礼拜) ?"
    r"(?P<weekday>[一二三四五六日天]|[1-7](?![\d:.点]))"
)
_WEEKS: Final = {"下下": 2, "下": 1, "这": 0, "本": 0, "上": -1}
_NAMED: Final = re.compile(r"大后天|大前天|今[天日儿]|明[天日儿]|后[天日儿]|昨[天日儿]|前[天日]")
_AWAY: Final = {"今": 0, "明": 1, "后": 2, "大后": 3, "昨": -1, "前": -2, "大前": -3}
_LATER: Final = re.compile(rf"(?<!第)(?P<days>{NUMBER}) ?天[之以]?后")
_FULL: Final = re.compile(
    rf"(?<!\d)(?P<year>{YEAR}) ?[-/.年] ?(?P<month>{NUMBER}) ?[-/.月] ?(?P<day>{NUMBER})(?!\d) ?[日号]?"
)
_MONTH_DAY: Final = re.compile(
    rf"(?P<which>今年|明年|后年)? ?(?<!\d)(?P<month>{NUMBER}) ?月(?:份)? ?(?P<day>{NUMBER})(?!\d) ?[日号]?"
)
_SHORT: Final = re.compile(r"(?<![\d.:/-])(?P<month>\d{1,2}) ?[-/.] ?(?P<day>\d{1,2})(?![\d:]| ?[小个h分人])")
_THIS_MONTH: Final = re.compile(
    rf"(?P<which>下个?月|本月|这个?月)? ?(?<!\d)(?P<day>{NUMBER}) ?(?:号(?![楼会院线门厅室])|日)"
)
_YEARS: Final = {"今年": 0, "明年": 1, "后年": 2}
_HALF_A_YEAR: Final = timedelta(days=183)
_Found: TypeAlias = re.Match[str]


def read_day(text: str, today: date) -> Day | None:
    """The first day named, absolute ways before relative ones; None where none is."""
    weekday = _WEEKDAY.search(text)
    named = _WEEKDAYS[weekday["weekday"]] if weekday else None
    rest = text if weekday is None else f"{text[: weekday.start()]} {text[weekday.end() :]}"
    for pattern, meaning in _ABSOLUTE:
        if found := pattern.search(rest):
            return Day(meaning(found, today), named)
    if found := _NAMED.search(rest):
        return Day((today + timedelta(days=_AWAY[found[0][:-1]]),), named)
    if found := _LATER.search(rest):
        return Day((today + timedelta(days=number(found["days"])),), named)
    return Day(_week(weekday, today)) if weekday else None


def names_day_in_words(text: str) -> bool:
    """Whether a day is named by a word, so that 9.30 beside it is a time."""
    return any(pattern.search(text) for pattern in (_WEEKDAY, _NAMED, _LATER, _FULL, _MONTH_DAY, _THIS_MONTH))


def _week(found: _Found, today: date) -> tuple[date, ...]:
    """本周 and 下周 are weeks that begin on Monday; a bare weekday is the next one, today's included."""
    weekday = _WEEKDAYS[found["weekday"]]
    if which := found["which"]:
        monday = today - timedelta(days=today.weekday())
        return (monday + timedelta(weeks=_WEEKS[which.removesuffix("个")], days=weekday),)
    first = today + timedelta(days=(weekday - today.weekday()) % 7)
    return (first, first + timedelta(weeks=1))


def _full(found: _Found, _today: date) -> tuple[date, ...]:
    return _existing(year(found["year"]), number(found["month"]), number(found["day"]))


def _month_day(found: _Found, today: date) -> tuple[date, ...]:
    month, day = number(found["month"]), number(found["day"])
    if which := found.groupdict().get("which"):
        return _existing(today.year + _YEARS[which], month, day)
    this = _existing(today.year, month, day)
    # In December 1月3日 is next month. On the 27th the 20th is a slip: being told so beats a meeting in a year.
    if this and today - this[0] <= _HALF_A_YEAR:
        return this
    return _existing(today.year + 1, month, day)


def _this_month(found: _Found, today: date) -> tuple[date, ...]:
    """A bare 27号 is this month's, or next month's where this one's is over."""
    day = number(found["day"])
    months = today.year * 12 + today.month - 1
    following = _existing((months + 1) // 12, (months + 1) % 12 + 1, day)
    which = found["which"]
    if which and which.startswith("下"):
        return following
    this = _existing(today.year, today.month, day)
    return this if which else this + (following if this else ())


def _existing(in_year: int, month: int, day: int) -> tuple[date, ...]:
    try:
        return (date(in_year, month, day),)
    except ValueError:
        return ()


_Meaning: TypeAlias = Callable[[_Found, date], tuple[date, ...]]
_ABSOLUTE: Final[tuple[tuple[re.Pattern[str], _Meaning], ...]] = (
    (_FULL, _full),
    (_MONTH_DAY, _month_day),
    (_SHORT, _month_day),
    (_THIS_MONTH, _this_month),
)
