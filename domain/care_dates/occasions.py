"""What the care calendar knows of days: those that come by themselves, and those that members have put in."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Final

from domain.care_dates.days import YearlyDay

GREETED_AT: Final = time(8, 30)  # K1, by the clock of the branch
LEAD: Final = timedelta(days=30)  # K7
AHEAD: Final = timedelta(days=60)  # what 「关怀日历」 shows
A_WEEK: Final = timedelta(days=7)  # so long ahead things are promised, for who likes a weekly message
MOST_OWN_DAYS: Final = 20  # of one member
LONGEST_WORDS: Final = 60  # of what one is called
ROUND: Final = 10  # years; an eightieth birthday and each tenth after it is a day for the whole branch to think of


class Said(StrEnum):
    """What a member has said about days that come by themselves; each is one tap, and one tap back (K8)."""

    NO_BIRTHDAY = "no_birthday"
    NO_VISIT = "no_visit"
    WITH_YEARS = "with_years"  # in the group, the number of years may be named


class OwnKind(StrEnum):
    """What a day of a member's own is about. On a `REMEMBRANCE` nobody is congratulated."""

    EXAM = "exam"
    OPERATION = "operation"
    HOUSEWARMING = "housewarming"
    FAMILY_BIRTHDAY = "family_birthday"
    REMEMBRANCE = "remembrance"
    OTHER = "other"


YEARLY_BY_NATURE: Final = frozenset({OwnKind.FAMILY_BIRTHDAY, OwnKind.REMEMBRANCE})


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day somebody has put into their own calendar. `year` is None where it comes every year.

    `with_leader`: the leader they turn to may know of it; else nobody but themselves.
    """

    id: int
    member_id: int
    kind: OwnKind
    words: str
    day: YearlyDay
    year: int | None
    with_leader: bool


class DayKind(StrEnum):
    """What stands on a day of the care calendar."""

    PARTY_ANNIVERSARY = "party_anniversary"
    ROUND_BIRTHDAY = "round_birthday"
    PROBATION_ENDS = "probation_ends"
    OWN_DAY = "own_day"
    FESTIVAL = "festival"


@dataclass(frozen=True, slots=True)
class CareDate:
    """One day of somebody, or a festival of the branch, as whoever is responsible sees it.

    `about_id` is the member, or the own day, 0 for a festival; `for_keepers`: not for a group leader's eyes.
    """

    kind: DayKind
    on: date
    about_id: int
    name: str
    node_id: int
    own: OwnKind | None = None
    for_keepers: bool = False


class Festival(StrEnum):
    """The two fixed seasons of visits (CARE-02)."""

    SPRING = "spring"
    JULY = "july"


PLANNED: Final = timedelta(days=30)  # so long before a festival its list is made
PLANNED_EARLY: Final = timedelta(days=85)  # from December 1 to the latest 春节; whoever asks for the list gets it


class Verdict(StrEnum):
    """What a human found about one name of the fifty years' list; the bot proposes and decides nothing (PRV-10)."""

    CHECKED = "checked"
    NOT_FITTING = "not_fitting"
    OPEN = "open"
