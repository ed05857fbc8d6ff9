"""外出 and 流动: who is away from the branch for long, where in city words, when to ask again (MOB-01..08)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from domain.party_dates import read_date
from domain.standing import months_on, whole_months

MOBILE_FROM_MONTHS: Final = 6  # MOB-01: that long in a row without being able to come
LONGEST: Final = 40  # characters of a place, a branch, a way to reach somebody
FURTHEST_BACK: Final = timedelta(days=366 * 30)

# Where somebody is to the house, or a number to ring: neither is asked for, and neither is kept (PRV-19).
_COORDINATES: Final = re.compile(r"-?\d{1,3}\.\d{2,}|\d{1,3}°|北纬|东经|经度|纬度")
_NUMBER: Final = re.compile(r"(?:\d[ -]?){7,}")
_MONTH: Final = re.compile(r"(?:(?P<year>\d{4}) ?[-/.年] ?)?(?P<month>\d{1,2}) ?月?(?:份)?")
_BACK: Final = {"今天": 0, "刚来": 0, "一个月前": 1, "三个月前": 3, "半年前": 6, "一年前": 12}


class PlaceProblem(StrEnum):
    """Why words are not kept as a place, a branch or a way to reach somebody."""

    EMPTY = "words_empty"
    TOO_LONG = "words_too_long"
    COORDINATES = "words_coordinates"
    NUMBER = "words_number"


@dataclass(frozen=True, slots=True)
class Stay:
    """One time somebody is away. `heard_on` is the last day they said a word of it, or were phoned.

    `host_node_id` is the host branch where it is one of ours; `ended_on` None while they are away.
    """

    id: int
    member_id: int
    place: str
    host: str
    contact: str
    since: date
    heard_on: date
    host_node_id: int | None = None
    ended_on: date | None = None


def is_mobile(since: date, today: date) -> bool:
    """Half a year in a row makes a 流动党员 (MOB-01); before that somebody is simply away."""
    return whole_months(since, today) >= MOBILE_FROM_MONTHS


def next_asked(heard_on: date, today: date, every: int) -> date:
    """The next day to ask again, so many months apart, counted from the day they were last heard of."""
    return months_on(heard_on, (whole_months(heard_on, today) // every + 1) * every)


def problem_of(words: str) -> PlaceProblem | None:
    """What is wrong with a tidy line of words, if anything."""
    said = unicodedata.normalize("NFKC", words)
    if not any(letter.isalnum() for letter in said):
        return PlaceProblem.EMPTY
    if _COORDINATES.search(said):
        return PlaceProblem.COORDINATES
    if _NUMBER.search(said):
        return PlaceProblem.NUMBER
    return PlaceProblem.TOO_LONG if len(words) > LONGEST else None


def read_since(text: str, today: date) -> date | None:
    """`从今天起`, `半年前`, `5月` (the last one), `2026年5月`, a whole date; None for what is ahead or no date."""
    said = "".join(unicodedata.normalize("NFKC", text).split())
    said = said.removeprefix("从").removesuffix("开始").removesuffix("起")
    if said in _BACK:
        return months_on(today, -_BACK[said])
    day = read_date(said) or _month(said, today)
    return day if day is not None and today - FURTHEST_BACK <= day <= today else None


def _month(said: str, today: date) -> date | None:
    found = _MONTH.fullmatch(said)
    if found is None or "月" not in said or not 1 <= int(found["month"]) <= 12:
        return None
    month = int(found["month"])
    year = int(found["year"]) if found["year"] else today.year - (month > today.month)
    return date(year, month, 1) if year >= 1 else None
