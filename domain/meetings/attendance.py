"""Who was there, and what that makes in numbers (M5, M13, ATT-01, REC-01)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from domain.meetings.leave import LeaveDecision, Rsvp, leave_counts
from domain.meetings.meeting import Meeting, MeetingState
from domain.members import Member, MemberStatus, is_voter


class Method(StrEnum):
    """How a presence came to be recorded (M7)."""

    BUTTON = "button"
    TYPED = "typed"
    QR = "qr"
    ONLINE = "online"
    ORGANISER = "organiser"
    PAPER = "paper"


PROXY_METHODS: Final = frozenset({Method.ORGANISER, Method.PAPER})  # shown as 代录 (O5, M35)


class Mark(StrEnum):
    """What an organiser notes by hand beside a presence, with a reason (M11)."""

    LATE = "late"
    LEFT_EARLY = "left_early"


class AttendanceStatus(StrEnum):
    PRESENT = "present"
    LATE = "late"
    ONLINE = "online"
    LEAVE_APPROVED = "leave_approved"
    LEAVE_PENDING = "leave_pending"
    EXEMPT = "exempt"
    ABSENT_UNEXCUSED = "absent_unexcused"
    MADE_UP = "made_up"


class Standing(StrEnum):
    """How one member stands to one meeting now. Nobody is ABSENT before the meeting is closed."""

    WAITING = "waiting"
    PRESENT = "present"
    LEAVE_ASKED = "leave_asked"
    LEAVE = "leave"
    EXEMPT = "exempt"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody expected, and all that is known of them at one meeting.

    `status_then` and `voter_then` are what the member was when invited; None means: as now. `exempt`: ATT-06.
    `late` and `left_early`: noted by the organiser, by hand (M11). `made_up`: the make-up study is done (M15).
    """

    member: Member
    present_at: datetime | None = None
    method: Method | None = None
    leave: LeaveDecision | None = None
    rsvp: Rsvp | None = None
    exempt: bool = False
    late: bool = False
    left_early: bool = False
    made_up: bool = False
    status_then: MemberStatus | None = None
    voter_then: bool | None = None

    @property
    def status(self) -> MemberStatus:
        return self.member.status if self.status_then is None else self.status_then

    @property
    def voter(self) -> bool:
        return is_voter(self.member) if self.voter_then is None else self.voter_then

    @property
    def present(self) -> bool:
        return self.present_at is not None

    @property
    def recorded_by_proxy(self) -> bool:
        return self.present and self.method in PROXY_METHODS

    @property
    def excused(self) -> bool:
        """On leave. A pressed 请假 with no request behind it yet is a request nobody decided (M13)."""
        return leave_counts(self.leave) or (self.leave is None and self.rsvp is Rsvp.LEAVE)


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of people: 应到 `expected`, 实到 `present` (of which full and probationary), `leave`, `absent`.

    `leave` includes the `exempt` who stayed away. Before the close nobody is absent and the rest is `waiting`; after
    it expected == present + leave + absent.
    """

    expected: int
    present: int
    present_full: int
    present_probationary: int
    leave: int
    absent: int
    exempt: int

    @property
    def waiting(self) -> int:
        return self.expected - self.present - self.leave - self.absent


def standing(
    meeting: Meeting, now: datetime, presence: datetime | None, leave: LeaveDecision | None, exempt: bool = False
) -> Standing:
    """Presence beats leave, leave beats exemption. From the start on, an undecided request is leave (M13)."""
    if presence is not None:
        return Standing.PRESENT
    if leave_counts(leave):
        undecided = leave is LeaveDecision.PENDING and now < meeting.starts_at
        return Standing.LEAVE_ASKED if undecided else Standing.LEAVE
    if exempt:
        return Standing.EXEMPT
    return Standing.ABSENT if meeting.state is MeetingState.CLOSED else Standing.WAITING


def attendance_status(attendee: Attendee, *, closed: bool) -> AttendanceStatus | None:
    """What the sign-in sheet says of one person (ATT-01); None while it is still open.

    A pending request is written as 已报备 (leave_pending), also for ever (M13).
    """
    if attendee.present:
        if attendee.late:
            return AttendanceStatus.LATE
        return AttendanceStatus.ONLINE if attendee.method is Method.ONLINE else AttendanceStatus.PRESENT
    if attendee.made_up:
        return AttendanceStatus.MADE_UP
    if attendee.excused:
        approved = attendee.leave is LeaveDecision.APPROVED
        return AttendanceStatus.LEAVE_APPROVED if approved else AttendanceStatus.LEAVE_PENDING
    if attendee.exempt:
        return AttendanceStatus.EXEMPT
    return AttendanceStatus.ABSENT_UNEXCUSED if closed else None


def tally(attendees: Iterable[Attendee], *, closed: bool) -> Tally:
    """Count. Who is present although on leave counts as present."""
    everyone = tuple(attendees)
    there = [one for one in everyone if one.present]
    away = [one for one in everyone if not one.present]
    excused = sum(one.excused or one.exempt for one in away)
    return Tally(
        expected=len(everyone),
        present=len(there),
        present_full=sum(one.status is MemberStatus.FULL_MEMBER for one in there),
        present_probationary=sum(one.status is MemberStatus.PROBATIONARY_MEMBER for one in there),
        leave=excused,
        absent=len(away) - excused if closed else 0,
        exempt=sum(one.exempt and not one.excused for one in away),
    )


def remind_whom(attendees: Iterable[Attendee]) -> tuple[Attendee, ...]:
    """Who gets a reminder: coming, perhaps, or not heard of; never who declined or is there already (M5).

    An exempt member is reminded only after saying that they come: 年老体弱的同志 are told by a person (ATT-06).
    """
    return tuple(
        one
        for one in attendees
        if not one.present
        and not one.excused
        and one.rsvp is not Rsvp.LEAVE
        and (not one.exempt or one.rsvp in {Rsvp.GOING, Rsvp.MAYBE})
    )
