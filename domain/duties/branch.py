"""What the calendar looks at: a branch's meetings, groups, members' dates and its own two."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.meetings import MeetingKind, Period
from domain.members import Member, MemberStatus, Role
from domain.party_dates import PartyDates

FROM_COMMITTEE: Final = 7  # full members; from then on there is a branch committee (ORG-06)
TERM_NOTICE: Final = 6  # months (ORG-10)
FIFTY: Final = 50  # years of standing
FIFTY_LIST: Final = (4, 1)  # the usual (month, day) on which the list is asked for (CARE-04)


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that took place, or is announced and will."""

    kind: MeetingKind
    node_id: int
    day: date


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """A meeting that is over and whose record is not complete; `due` is the day by which it should be."""

    meeting_id: int
    title: str
    day: date
    due: date


@dataclass(frozen=True, slots=True)
class PostTerm:
    """A post whose term ends on a day of its own, and who holds it."""

    role: Role
    place: str
    name: str
    ends: date


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch as it stands today. `people` are its own; `dates` of those of whom any is known, by member id.

    `term_notice` is how many months before the end of a term it is first spoken of; `lectures_per` how often a
    lecture is due. Both are the branch's to set.
    """

    node_id: int
    people: tuple[Member, ...]
    groups: tuple[tuple[int, str], ...]
    meetings: tuple[Held, ...]
    unrecorded: tuple[Unrecorded, ...]
    dates: dict[int, PartyDates]
    term_ends: date | None = None
    dues_day: int | None = None
    fifty_list: tuple[int, int] = FIFTY_LIST
    post_terms: tuple[PostTerm, ...] = ()
    term_notice: int = TERM_NOTICE
    lectures_per: Period = Period.QUARTER

    @property
    def has_committee(self) -> bool:
        return sum(one.status is MemberStatus.FULL_MEMBER for one in self.people) >= FROM_COMMITTEE

    def held(self, kind: MeetingKind, start: date, end: date, node_id: int | None = None) -> int:
        """How many of a kind from `start` up to but not including `end`; of one group, where given."""
        return sum(
            one.kind is kind and start <= one.day < end and node_id in {None, one.node_id} for one in self.meetings
        )

    def terms_ending(self, day: date) -> list[PostTerm]:
        """The posts whose own term ends on that day."""
        return [one for one in self.post_terms if one.ends == day]

    def fifty_years(self, year: int) -> list[str]:
        """Whose standing reaches fifty years by July 1 of this year, and did not by the last (CARE-04, MEM-03)."""
        return [one.name for one in self.fifty_years_members(year)]

    def fifty_years_members(self, year: int) -> list[Member]:
        """The same as members; who has no day of full membership written down is on no list."""
        first, last = date(year - FIFTY - 1, 7, 2), date(year - FIFTY, 7, 1)
        reached = {
            member_id
            for member_id, known in self.dates.items()
            if known.full_member_date is not None and first <= known.full_member_date <= last
        }
        return [one for one in self.people if one.id in reached and one.status is MemberStatus.FULL_MEMBER]

    def member(self, member_id: int) -> Member | None:
        return next((one for one in self.people if one.id == member_id), None)
