"""One duty of one branch: what, when, and whether the facts have settled it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from domain.duties.branch import Branch
from domain.duties.entries import Code
from domain.meetings import MeetingKind, Period
from domain.periods import days_of


class DutyState(StrEnum):
    """`OVER`: nobody said anything, and its time has gone by, or what it hung on is no longer so."""

    OWED = "owed"
    DONE = "done"
    NOT_APPLICABLE = "not_applicable"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Step:
    """One time it is spoken of."""

    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Due:
    """A duty as the calendar has it. Unique in its branch by code, period and `about_id`, for ever.

    `about_id` is the member or the meeting it is about, 0 where it is the branch itself. `on` is the day it is
    about: the first of the month, the end of a probation. The steps lie on working days; it leaves the calendar after
    `until`.
    """

    code: Code
    period: str
    about_id: int
    on: date
    steps: tuple[Step, ...]
    until: date

    @property
    def day(self) -> date:
        """When it is spoken of first."""
        return self.steps[0].day


@dataclass(frozen=True, slots=True)
class Missing:
    """A kind of meeting that nobody has announced; `groups` names which groups, where it is theirs."""

    kind: MeetingKind
    groups: tuple[str, ...] = ()


_OF_A_MONTH: Final = (MeetingKind.THEME_DAY, MeetingKind.COMMITTEE_MEETING)
_OF_A_QUARTER: Final = (MeetingKind.GENERAL_MEETING, MeetingKind.PARTY_LECTURE)
_LECTURES: Final = frozenset({MeetingKind.PARTY_LECTURE})  # the branch says how often (MTG-04)


def missing(code: Code, on: date, branch: Branch) -> list[Missing]:
    """The meetings this entry asks for in its period and that are neither held nor announced."""
    match code:
        case Code.MONTH_PLAN:
            return _of_the_month(on, branch)
        case Code.QUARTER_PLAN:
            span = days_of(Period.QUARTER, on)
            kinds = [kind for kind in _OF_A_QUARTER if kind not in _LECTURES or branch.lectures_per is Period.QUARTER]
            return [Missing(kind) for kind in kinds if not branch.held(kind, *span)]
        case Code.ORGANIZATIONAL_LIFE:
            # MTG-08: the appraisal may be merged with it, so the one meeting settles both.
            kind = MeetingKind.ORGANIZATIONAL_LIFE_MEETING
            return [] if branch.held(kind, *days_of(Period.QUARTER, on)) else [Missing(kind)]
        case _:
            return []


def settled(code: Code, on: date, about_id: int, branch: Branch) -> bool:
    """Whether the facts say that nothing is owed; what only people know, they say with a tap."""
    match code:
        case Code.MONTH_PLAN | Code.QUARTER_PLAN | Code.ORGANIZATIONAL_LIFE:
            return not missing(code, on, branch)
        case Code.MINUTES:
            return all(one.meeting_id != about_id for one in branch.unrecorded)
        case Code.FIFTY_YEARS:
            return not branch.fifty_years(on.year)
        case Code.POST_TERM:
            return not branch.terms_ending(on)
        case _:
            return False


def _of_the_month(on: date, branch: Branch) -> list[Missing]:
    span = days_of(Period.MONTH, on)
    monthly = (*_OF_A_MONTH, *(_LECTURES if branch.lectures_per is Period.MONTH else ()))
    found = [
        Missing(kind)
        for kind in monthly
        if not branch.held(kind, *span) and (branch.has_committee or kind is not MeetingKind.COMMITTEE_MEETING)
    ]
    kind = MeetingKind.GROUP_MEETING
    groups = tuple(name for node_id, name in branch.groups if not branch.held(kind, *span, node_id))
    return [*found, Missing(kind, groups)] if groups else found
