"""Meetings that several branches hold together (M27): which kinds can be, and what each learns of the others."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.meetings import Meeting, MeetingKind

# What a branch decides it decides by itself; what it learns or does it may do with others (联席、共建).
FOR_SEVERAL: Final = frozenset({MeetingKind.THEME_DAY, MeetingKind.PARTY_LECTURE, MeetingKind.OTHER})


class JointState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Joint:
    """One branch asked to come to another one's meeting; `guest_meeting_id` is its own meeting once it accepted."""

    id: int
    host_meeting_id: int
    guest_node_id: int
    guest_meeting_id: int | None
    state: JointState
    asked_by: int
    answered_by: int | None


@dataclass(frozen=True, slots=True)
class Partner:
    """What a branch learns of another at a joint meeting: its name and two totals, and nobody's name."""

    branch: str
    expected: int
    present: int


def may_be_joint(meeting: Meeting) -> bool:
    return meeting.kind in FOR_SEVERAL
