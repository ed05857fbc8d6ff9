"""What people answer beforehand: coming, perhaps, or asking for leave (M4, M12, M13)."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.meetings.meeting import Meeting, MeetingState
from domain.moments import Moment


class Rsvp(StrEnum):
    """An intention; who really came is another record (M5)."""

    GOING = "going"
    LEAVE = "leave"
    MAYBE = "maybe"


class LeaveKind(StrEnum):
    """ATT-02."""

    SICK = "sick"
    PERSONAL = "personal"
    OFFICIAL = "official"
    MOBILE = "mobile"
    MATERNITY = "maternity"
    OTHER = "other"


class LeaveDecision(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


LEAVE_NAMES: Final[Mapping[LeaveKind, str]] = MappingProxyType(
    {
        LeaveKind.SICK: "病假",
        LeaveKind.PERSONAL: "事假",
        LeaveKind.OFFICIAL: "公务",
        LeaveKind.MOBILE: "外出流动",
        LeaveKind.MATERNITY: "产假哺乳",
        LeaveKind.OTHER: "其他",
    }
)


def leave_counts(decision: LeaveDecision | None) -> bool:
    """Whether a request excuses. One nobody decided counts as 已报备, never as 无故缺席 (M13); None is no request."""
    return decision in {LeaveDecision.PENDING, LeaveDecision.APPROVED}


def may_answer(meeting: Meeting, moment: Moment) -> bool:
    """Answers may change until the start (M4), of the second sitting where there are two (M32).

    Or they may have been given before it while the bot was away.
    """
    return meeting.state is MeetingState.ANNOUNCED and moment.earliest < meeting.last_start
