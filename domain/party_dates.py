"""Since when somebody is a member, on probation and in full (MEM-01 to MEM-04)."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

FIRST_CONGRESS: Final = date(1921, 7, 23)  # nobody joined before there was a Party
PROBATION_YEARS: Final = 1  # MEM-01; an extension is at most as long again

_WRITTEN: Final = re.compile(
    r"(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?[日号]?(?: 0?0:00(?::00(?:\.0+)?)?)?|(\d{4})(\d{2})(\d{2})"
)


class DateKind(StrEnum):
    """The day adopted by the general meeting, the day of full membership, and until when probation is extended."""

    JOIN_DATE = "join_date"
    FULL_MEMBER_DATE = "full_member_date"
    PROBATION_UNTIL = "probation_until"


DATE_WORDS: Final[Mapping[str, DateKind]] = MappingProxyType(
    {"入党": DateKind.JOIN_DATE, "转正": DateKind.FULL_MEMBER_DATE, "延长": DateKind.PROBATION_UNTIL}
)


class DateProblem(StrEnum):
    """Why a date cannot be."""

    AHEAD = "date_ahead"
    TOO_EARLY = "date_too_early"
    FULL_BEFORE_JOIN = "date_full_before_join"
    NO_JOIN_DATE = "date_no_join_date"
    NOT_LONGER = "date_not_longer"
    TOO_LONG = "date_too_long"


@dataclass(frozen=True, slots=True)
class PartyDates:
    """What the roster knows; None where nobody has said."""

    join_date: date | None = None
    full_member_date: date | None = None
    probation_until: date | None = None

    def changed(self, kind: DateKind, day: date | None) -> "PartyDates":
        """The same with one date another."""
        return replace(self, **{str(kind): day})

    def filled(self, join_date: date | None, full_member_date: date | None) -> "PartyDates":
        """The same with what a sheet says; where it says nothing, nothing changes."""
        return replace(
            self,
            join_date=join_date or self.join_date,
            full_member_date=full_member_date or self.full_member_date,
        )

    @property
    def is_muddled(self) -> bool:
        """Whether full membership would have come before joining."""
        joined, full = self.join_date, self.full_member_date
        return joined is not None and full is not None and full < joined

    def __bool__(self) -> bool:
        return self != NO_DATES


NO_DATES: Final = PartyDates()


@dataclass(frozen=True, slots=True)
class Probation:
    """When it ends by itself, and when at the latest after an extension (MEM-01)."""

    ends: date
    at_the_latest: date


def read_date(text: str) -> date | None:
    """A whole date as people write it: 2025-12-20, 2025年12月20日, 20251220; None for anything else.

    Without a year or a day it is none: what hangs on it would come on a wrong day.
    """
    found = _WRITTEN.fullmatch(" ".join(unicodedata.normalize("NFKC", text).split()))
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def problem_of(dates: PartyDates, today: date, probation: Probation | None) -> DateProblem | None:
    """What is wrong with these dates, if anything. `probation` follows from the join date; None without one."""
    known = [day for day in (dates.join_date, dates.full_member_date) if day is not None]
    if any(day > today for day in known):
        return DateProblem.AHEAD
    if any(day < FIRST_CONGRESS for day in known):
        return DateProblem.TOO_EARLY
    if dates.is_muddled:
        return DateProblem.FULL_BEFORE_JOIN
    if dates.probation_until is None:
        return None
    if probation is None:
        return DateProblem.NO_JOIN_DATE
    if dates.probation_until <= probation.ends:
        return DateProblem.NOT_LONGER
    return DateProblem.TOO_LONG if dates.probation_until > probation.at_the_latest else None
