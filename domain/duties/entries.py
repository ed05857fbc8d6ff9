"""The secretary's calendar: what comes when, and to whom (rules, section 14). A table; each entry can be switched off.

Who reminds of what else: meetings before they begin, make-up study and hours of study have reminders of their own.
Left out for want of data: the introducers of a probationary member, the yearly heart-to-heart talks, and the contact
with members abroad.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeAlias


class Code(StrEnum):
    """One entry of the calendar."""

    MONTH_PLAN = "month_plan"
    MINUTES = "minutes"
    QUARTER_PLAN = "quarter_plan"
    VISITS_SUMMER = "visits_summer"
    VISITS_WINTER = "visits_winter"
    FIFTY_YEARS = "fifty_years"
    ORGANIZATIONAL_LIFE = "organizational_life"
    ANNIVERSARY = "anniversary"
    PROBATION = "probation"
    TERM_END = "term_end"
    POST_TERM = "post_term"
    DUES = "dues"


class Asked(StrEnum):
    """Who is reminded. Where the one is away, it is who stands in; a branch without one asks its secretary."""

    SECRETARY = "secretary"
    ORGANIZATION_MEMBER = "organization_member"
    OWN_LEADER = "own_leader"
    EVERY_MEMBER = "every_member"


@dataclass(frozen=True, slots=True)
class OnDays:
    """On these (month, day) of each year."""

    days: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class OnDayOfMonth:
    """On this day of each month; None is the day the branch has set, if any."""

    day: int | None


@dataclass(frozen=True, slots=True)
class Lead:
    """So long before a date: days, or whole months, whichever comes first."""

    days: int
    months: int = 0


@dataclass(frozen=True, slots=True)
class BeforeDate:
    """Before a date that hangs on a person or the branch."""

    leads: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class AfterMeeting:
    """So many working days after a meeting is over."""

    working_days: int


When: TypeAlias = OnDays | OnDayOfMonth | BeforeDate | AfterMeeting


@dataclass(frozen=True, slots=True)
class Entry:
    """`stays` is how many days it stays in the calendar: from its day on, or from the date it comes before."""

    code: Code
    asked: Asked
    when: When
    stays: int
    source: str


def _table(*entries: Entry) -> Mapping[Code, Entry]:
    return MappingProxyType({entry.code: entry for entry in entries})


# A month is at least 28 days and a quarter's last half 15: an entry never outlives the period it is about.
ENTRIES: Final = _table(
    Entry(Code.MONTH_PLAN, Asked.SECRETARY, OnDayOfMonth(1), 27, "MTG-02, MTG-03, MTG-05"),
    Entry(Code.MINUTES, Asked.ORGANIZATION_MEMBER, AfterMeeting(3), 30, "REC-03, REC-04"),
    Entry(Code.QUARTER_PLAN, Asked.SECRETARY, OnDays(((3, 15), (6, 15), (9, 15), (12, 15))), 15, "MTG-01, MTG-04"),
    Entry(Code.VISITS_SUMMER, Asked.ORGANIZATION_MEMBER, OnDays(((6, 1),)), 30, "CARE-02"),
    Entry(Code.VISITS_WINTER, Asked.ORGANIZATION_MEMBER, OnDays(((12, 1),)), 75, "CARE-02"),
    Entry(Code.FIFTY_YEARS, Asked.ORGANIZATION_MEMBER, OnDays(((4, 1),)), 90, "CARE-04, MEM-03"),
    Entry(Code.ORGANIZATIONAL_LIFE, Asked.SECRETARY, OnDays(((10, 1),)), 91, "MTG-07, MTG-08"),
    Entry(Code.ANNIVERSARY, Asked.OWN_LEADER, BeforeDate((Lead(7),)), 0, "MEM-04"),
    Entry(Code.PROBATION, Asked.SECRETARY, BeforeDate((Lead(60), Lead(30), Lead(7))), 365, "MEM-01"),
    Entry(
        Code.TERM_END, Asked.SECRETARY, BeforeDate((Lead(180, 6), Lead(90), Lead(30, 1))), 365, "ORG-09, ORG-10, ORG-11"
    ),
    Entry(Code.POST_TERM, Asked.SECRETARY, BeforeDate((Lead(180, 6), Lead(30, 1))), 90, "ORG-10, O2"),
    Entry(Code.DUES, Asked.EVERY_MEMBER, OnDayOfMonth(None), 3, "DUE-01, S13"),
)

OF_THE_BRANCH: Final = tuple(
    code for code, entry in ENTRIES.items() if entry.asked in {Asked.SECRETARY, Asked.ORGANIZATION_MEMBER}
)  # what stands on the secretary's screen; the others are between the bot and each member
OF_A_MEMBER: Final = (Code.DUES, Code.ANNIVERSARY)  # what each member may switch off
