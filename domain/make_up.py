"""Make-up study: who could not come studies in their own time what the meeting was about (M15, ATT-05).

No national text sets a time; fourteen days are our default. It is a catching up and no penalty: leave costs nothing,
nobody is chased more than twice, and what is still open after its day stays open without another word.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from domain.meetings import Attendee, LeaveKind, Meeting, MeetingKind
from domain.members import MemberFlag, is_counted
from domain.reminders import CALL
from domain.workdays import Calendar

# 支委会 decides and is nobody's study; what 组织生活会 and 民主评议 are about is done in person.
KINDS: Final = frozenset(
    {MeetingKind.PARTY_LECTURE, MeetingKind.THEME_DAY, MeetingKind.GENERAL_MEETING, MeetingKind.GROUP_MEETING}
)
# Who is in hospital, ill, or with a small child is excused from organisational life for that time (ATT-06).
EXCUSING: Final = frozenset({LeaveKind.SICK, LeaveKind.MATERNITY})
DUE_AFTER: Final = timedelta(days=14)
A_DAY: Final = timedelta(days=1)
FIRST, SECOND = "first", "second"
NUDGES: Final[Mapping[str, timedelta]] = {FIRST: timedelta(days=3), SECOND: timedelta(days=10)}
MORNING: Final = time(9)
PHONED_WITHIN: Final = timedelta(days=30)  # a month later nobody phones about a meeting any more
LONGEST_SUMMARY: Final = 600
LONGEST_QUESTION: Final = 100
LONGEST_NOTE: Final = 300
MOST_QUESTIONS: Final = 3
_NUMBERED: Final = re.compile(r"^\s*(?:[（(]?[0-9１２３一二三][.．、)）]|[①②③·*-])\s*")


class State(StrEnum):
    """VOID: it turned out that they were there, or need not make up for it."""

    OPEN = "open"
    DONE = "done"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class MakeUp:
    """One member's make-up study for one meeting. `recorded_by` is the leader who put it down from paper (代录)."""

    id: int
    meeting_id: int
    member_id: int
    state: State
    due_at: datetime
    done_at: datetime | None = None
    recorded_by: int | None = None


@dataclass(frozen=True, slots=True)
class Materials:
    """What the organiser gives to whoever was not there. All of it may be missing; nothing is ever made up by us."""

    summary: str = ""
    questions: tuple[str, ...] = ()
    course_id: int | None = None

    @property
    def empty(self) -> bool:
        return not self.summary and not self.questions and self.course_id is None


@dataclass(frozen=True, slots=True)
class Span:
    """When a reminder is due, and from when on it is pointless."""

    at: datetime
    worth_until: datetime


def owes(one: Attendee, leave: LeaveKind | None) -> bool:
    """Whether somebody expected at a meeting makes up for it; `leave` is the kind of a leave that counts.

    With leave or without makes no difference. Nothing is asked of the frail (EDU-06), the ill and young parents
    (ATT-06), and of who is no member any more.
    """
    excused = one.exempt or MemberFlag.EXEMPT_HARD_REQUIREMENT in one.member.flags or leave in EXCUSING
    return not one.present and not excused and is_counted(one.member)


def due_at(meeting: Meeting, after: timedelta = DUE_AFTER) -> datetime:
    """So long, as the branch has it, from when the meeting was closed: its own day unless somebody forgot."""
    return (meeting.closed_at or meeting.starts_at) + after


def spans(meeting: Meeting, calendar: Calendar, after: timedelta = DUE_AFTER) -> Mapping[str, Span]:
    """The two nudges, in the mornings, and the call that comes after them when the day has come."""
    due = due_at(meeting, after)
    closed_on = (due - after).astimezone(calendar.zone).date()
    waits = (NUDGES[FIRST], min(NUDGES[SECOND], after - A_DAY))
    first, second = (datetime.combine(closed_on + wait, MORNING, calendar.zone) for wait in waits)
    return {
        FIRST: Span(first, second),
        SECOND: Span(second, due),
        CALL: Span(calendar.first_loud_day(due), due + PHONED_WITHIN),
    }


def read_questions(text: str) -> tuple[str, ...] | None:
    """One question a line, whatever number stands before it; None for none, too many, or one that is too long."""
    lines = (_NUMBERED.sub("", line).strip() for line in text.splitlines())
    questions = tuple(line for line in lines if line)
    fits = 0 < len(questions) <= MOST_QUESTIONS and all(len(line) <= LONGEST_QUESTION for line in questions)
    return questions if fits else None
