"""Days of the year as people keep them, by the sun or by the moon; when somebody was born, as far as that is known.

Where a lunar day falls is no arithmetic of ours: `services/care_dates/falling.py` asks the calendar.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.when.words import NUMBER, YEAR, even, number, year

OLDEST: Final = 130  # years; a year before that is a slip of the finger
_LEAP_YEAR: Final = 2000  # February 29 exists in it
_LUNAR: Final = re.compile(r"农历|阴历|旧历|夏历")
_LUNAR_MONTHS: Final = {"正": 1, "冬": 11, "腊": 12}
_WHOLE: Final = re.compile(
    rf"(?:(?P<year>{YEAR}) ?[-/.年] ?)?(?P<leap>闰)? ?(?P<month>{NUMBER}|[正冬腊]) ?[-/.月] ?初?(?P<day>三十|{NUMBER})"
    r" ?[日号]?"
)
_YEAR_ALONE: Final = re.compile(rf"(?P<year>{YEAR}) ?年?")
_DIGITS: Final = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")


@dataclass(frozen=True, slots=True)
class YearlyDay:
    """A day that comes every year. `leap` is the leap month of that number, of the lunar calendar only."""

    month: int
    day: int
    lunar: bool = False
    leap: bool = False

    def __post_init__(self) -> None:
        if self.leap and not self.lunar:
            raise ValueError("only the lunar calendar has leap months")


@dataclass(frozen=True, slots=True)
class Written:
    """A day as somebody wrote it; no `year` where they gave none, no `day` where they gave the year alone."""

    year: int | None
    day: YearlyDay | None


@dataclass(frozen=True, slots=True)
class Born:
    """When somebody was born: the year at least. In a lunar one it is the lunar year."""

    year: int
    day: YearlyDay | None = None


def read_day(text: str) -> Written | None:
    """`1946-05-03`, `农历1946年闰四月初三`, `八月十五` behind 农历, `1946`; None for anything else.

    Whether a lunar year has such a day is for the calendar to say.
    """
    said = even(text)
    lunar = _LUNAR.search(said) is not None
    said = _LUNAR.sub("", said).strip()
    if alone := _YEAR_ALONE.fullmatch(said):
        return None if lunar else Written(year(alone["year"]), None)
    if digits := _DIGITS.fullmatch(said):
        return _written(int(digits["year"]), int(digits["month"]), int(digits["day"]), lunar=False, leap=False)
    found = _WHOLE.fullmatch(said.replace("廿十", "二十"))
    if found is None:
        return None
    month = _LUNAR_MONTHS.get(found["month"]) or number(found["month"])
    lunar = lunar or found["leap"] is not None or found["month"] in _LUNAR_MONTHS
    written_year = None if found["year"] is None else year(found["year"])
    return _written(written_year, month, number(found["day"]), lunar=lunar, leap=found["leap"] is not None)


def may_be_born(written: Written, today: date) -> bool:
    """Whether somebody who is with us can have been born then; a year is needed."""
    return written.year is not None and today.year - OLDEST <= written.year <= today.year


def age(born: Born, born_on: date | None, today: date) -> int:
    """Full years on a day. `born_on` is the day by the sun; where only the year is known, the whole year counts.

    Whoever was born on February 29 is a year older on the 28th where there is no 29th, as everywhere here.
    """
    if born_on is None:
        return today.year - born.year
    month, day = born_on.month, born_on.day
    if (month, day) == (2, 29) and not _is_leap(today.year):
        day = 28
    return today.year - born_on.year - ((today.month, today.day) < (month, day))


def _written(written_year: int | None, month: int, day: int, *, lunar: bool, leap: bool) -> Written | None:
    if not 1 <= month <= 12 or not 1 <= day <= (30 if lunar else 31):
        return None
    if not lunar:
        try:
            date(_LEAP_YEAR if written_year is None else written_year, month, day)
        except ValueError:
            return None
    return Written(written_year, YearlyDay(month, day, lunar, leap))


def _is_leap(number_of_year: int) -> bool:
    return number_of_year % 4 == 0 and (number_of_year % 100 != 0 or number_of_year % 400 == 0)
