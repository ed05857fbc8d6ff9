"""One meeting, and whether a press still reaches it (M6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, TypeAlias

from domain.meetings.kinds import KINDS, MeetingKind
from domain.moments import Moment

# Half an hour: early birds sign in when they sit down, and a tap on the way to work is none.
OPENS_BEFORE: Final = timedelta(minutes=30)
# Two hours: who comes late is still there, and so is who presses on the way out. Longer kinds stay open to their end.
STAYS_OPEN: Final = timedelta(hours=2)


class MeetingState(StrEnum):
    ANNOUNCED = "announced"
    CLOSED = "closed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as announced. All datetimes are zone-aware; sign-in is open from `opens_at` to `closes_at` inclusive.

    `closed_at` is when somebody closed it, before or after `closes_at`; `chat_id` where its board stands, if anywhere;
    `created_by` a member's id. `second_at` is when its second sitting starts, for who is on shift at the first (M32);
    `closes_at` is then the end of that one's window.
    """

    id: int
    node_id: int
    kind: MeetingKind
    title: str
    place: str
    starts_at: datetime
    opens_at: datetime
    closes_at: datetime
    state: MeetingState
    closed_at: datetime | None
    chat_id: int | None
    created_by: int
    second_at: datetime | None = None

    @property
    def last_start(self) -> datetime:
        """The start of the last sitting."""
        return self.second_at or self.starts_at

    @property
    def second_opens_at(self) -> datetime:
        """From when on a sign-in belongs to the second sitting; never where there is but one."""
        return self.closes_at if self.second_at is None else window(self.second_at, self.kind)[0]

    @property
    def between(self) -> tuple[datetime, datetime] | None:
        """(end of the first sitting's window, begin of the second's); None where they touch, or there is but one."""
        if self.second_at is None:
            return None
        ends, begins = window(self.starts_at, self.kind)[1], window(self.second_at, self.kind)[0]
        return (ends, begins) if ends < begins else None

    @property
    def signs_until(self) -> datetime:
        """The last moment that counts: the window's end, or the closing where that came first."""
        if self.state is MeetingState.CLOSED and self.closed_at is not None:
            return min(self.closes_at, self.closed_at)
        return self.closes_at

    def takes_sign_ins(self, now: datetime) -> bool:
        """Whether one can sign in now."""
        return self.state is MeetingState.ANNOUNCED and self.opens_at <= now <= self.closes_at

    def is_held(self, now: datetime) -> bool:
        """Whether anybody can have been there: from the first sign-in on, unless it was called off."""
        return self.state is not MeetingState.CANCELLED and now >= self.opens_at


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Counted, as of `at`."""

    at: datetime


@dataclass(frozen=True, slots=True)
class AlreadySignedIn:
    at: datetime


@dataclass(frozen=True, slots=True)
class TooEarly:
    opens_at: datetime


@dataclass(frozen=True, slots=True)
class TooLate:
    """The window ended at `closed_at`; the group leader can still record it (补记)."""

    closed_at: datetime


@dataclass(frozen=True, slots=True)
class Closed:
    """Somebody closed the meeting at `closed_at`, before its window ended."""

    closed_at: datetime


@dataclass(frozen=True, slots=True)
class Cancelled:
    pass


@dataclass(frozen=True, slots=True)
class NotExpected:
    pass


SignInVerdict: TypeAlias = SignedIn | AlreadySignedIn | TooEarly | TooLate | Closed | Cancelled | NotExpected


def window(starts_at: datetime, kind: MeetingKind) -> tuple[datetime, datetime]:
    """(opens_at, closes_at): from 30 minutes before the start to two hours after it, or to the usual end if later."""
    usual = timedelta(minutes=KINDS[kind].default_minutes)
    return starts_at - OPENS_BEFORE, starts_at + max(STAYS_OPEN, usual)


def judge_sign_in(meeting: Meeting, moment: Moment, expected: bool, already: datetime | None) -> SignInVerdict:
    """What a sign-in by the member's own hand comes to (M6, M35).

    A press counts where any part of its span lies in the window, and is noted at the span's end, brought into the
    window: nobody is late because the bot was down. That holds also where the meeting was closed meanwhile; the
    price is a number that may still grow by presses made before the closing.

    The order of answers: who is signed in hears so whatever happened since; a cancelled meeting needs no more words;
    a stranger to the meeting learns nothing about its window.
    """
    if already is not None:
        return AlreadySignedIn(already)
    if meeting.state is MeetingState.CANCELLED:
        return Cancelled()
    if not expected:
        return NotExpected()
    until = meeting.signs_until
    if moment.earliest > until:
        return TooLate(until) if until == meeting.closes_at else Closed(until)
    if moment.latest < meeting.opens_at:
        # Closed before it ever opened: no use in asking anybody to come back.
        return TooEarly(meeting.opens_at) if meeting.opens_at <= until else Closed(until)
    gap = meeting.between
    if gap is not None and gap[0] < moment.latest < gap[1]:
        # Between two sittings: a press that may have been made in the first counts there.
        return SignedIn(min(gap[0], until)) if moment.earliest <= gap[0] else TooEarly(gap[1])
    return SignedIn(max(min(moment.latest, until), min(meeting.opens_at, until)))
