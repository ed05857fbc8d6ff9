"""Which days a series names: what a rule is, and how people write it (M28)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.messages import Json
from domain.when.words import NUMBER, even, number

LAST: Final = -1  # the last such weekday of a month


class Every(StrEnum):
    WEEK = "week"
    FORTNIGHT = "fortnight"
    MONTH = "month"
    QUARTER = "quarter"


class OnHoliday(StrEnum):
    """What a branch wants where the day is a holiday."""

    WEEK_LATER = "week_later"
    WORKDAY = "workday"
    SKIP = "skip"


class RuleProblem(StrEnum):
    UNCLEAR = "unclear"
    NO_SUCH_DAY = "no_such_day"


@dataclass(frozen=True, slots=True)
class Rule:
    """Which days: `nth` `weekday` (0 Monday) of a month, or its `day`; of a quarter's month number `month` (1 to 3).

    Weekly ones have a weekday alone. Of `day` and `weekday` exactly one is set.
    """

    every: Every
    weekday: int | None = None
    nth: int | None = None
    day: int | None = None
    month: int = 1

    @property
    def choices(self) -> tuple[OnHoliday, ...]:
        """What makes sense on a holiday: a week later is the next one anyway where it is weekly."""
        by_weekday = self.weekday is not None and self.every in {Every.MONTH, Every.QUARTER}
        return (*((OnHoliday.WEEK_LATER,) if by_weekday else ()), OnHoliday.WORKDAY, OnHoliday.SKIP)

    def kept(self) -> dict[str, Json]:
        """As it is stored."""
        return {
            "every": str(self.every),
            "weekday": self.weekday,
            "nth": self.nth,
            "day": self.day,
            "month": self.month,
        }


def rule_of(kept: Mapping[str, Json]) -> Rule:
    """A rule as it was stored."""
    weekday, nth, day = (_whole(kept[name]) for name in ("weekday", "nth", "day"))
    return Rule(Every(str(kept["every"])), weekday, nth, day, _month(kept))


def _month(kept: Mapping[str, Json]) -> int:
    return _whole(kept["month"]) or 1


def _whole(value: Json) -> int | None:
    return value if isinstance(value, int) else None


_WEEKDAYS: Final = {sign: index % 7 for signs in ("一二三四五六日", "1234567") for index, sign in enumerate(signs)} | {
    "天": 6
}
_WEEKDAY: Final = r"(?:周|星期|礼拜) ?(?P<weekday>[一二三四五六日天1-7])"
_NTH: Final = r"(?:第? ?(?P<nth>[一二三四五1-5]) ?个?|(?P<first>首) ?个?|(?P<last>最后) ?(?:一 ?)?个?)"
_DAY: Final = rf"(?:(?P<day>{NUMBER}) ?[号日]|最后(?P<last_day>一) ?天|(?P<month_end>月底))"
_WITHIN: Final = (
    r"(?:的? ?(?:第 ?(?P<month>[一二三1-3]) ?个月|(?P<first_month>首)月|(?P<last_month>最后一?个月|末月)))?"
)
_FORMS: Final = tuple(
    (every, re.compile(rf"^{form}$"))
    for every, form in (
        (Every.FORTNIGHT, rf"(?:每(?:隔一|两|二|2) ?(?:个)?(?:周|星期)|隔周) ?的? ?{_WEEKDAY}"),
        (Every.FORTNIGHT, r"隔(?:周|星期)(?P<weekday>[一二三四五六日天])"),
        (Every.WEEK, rf"每(?:个|周的)? ?{_WEEKDAY}"),
        (Every.QUARTER, rf"每个?季度? ?{_WITHIN} ?的? ?(?:{_NTH} ?{_WEEKDAY}|{_DAY})"),
        (Every.MONTH, rf"每个?月 ?份?的? ?(?:{_NTH} ?{_WEEKDAY}|{_DAY})"),
    )
)


def read_rule(text: str) -> Rule | RuleProblem:
    """每月第一个周五, 每月5号, 每季度第二个月最后一个周三, 每周五, 隔周周五. Never raises."""
    said = even(text).strip(" 。.")
    for every, form in _FORMS:
        if found := form.match(said):
            return _rule(every, found.groupdict())
    return RuleProblem.UNCLEAR


def _rule(every: Every, said: dict[str, str | None]) -> Rule | RuleProblem:
    month = 3 if said.get("last_month") else number(said.get("month") or "1")
    if weekday := said.get("weekday"):
        if every in {Every.WEEK, Every.FORTNIGHT}:
            return Rule(every, _WEEKDAYS[weekday])
        nth = LAST if said.get("last") else number(said.get("nth") or "1")
        # A fifth Friday comes four times a year: nobody plans by it.
        return RuleProblem.NO_SUCH_DAY if nth > 4 else Rule(every, _WEEKDAYS[weekday], nth, month=month)
    day = 31 if said.get("last_day") or said.get("month_end") else number(said.get("day") or "0")
    return Rule(every, day=day, month=month) if 1 <= day <= 31 else RuleProblem.NO_SUCH_DAY
