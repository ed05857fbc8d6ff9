"""What is said about leave. Asking costs nothing and needs no reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.meetings import LEAVE_NAMES, LeaveDecision, LeaveKind, Meeting
from domain.members import Member
from domain.messages import Button, Message, Press
from texts.meetings import shortened
from texts.rendering import html, plain

FEATURE = "leave"
OFFERED = (LeaveKind.SICK, LeaveKind.PERSONAL, LeaveKind.OFFICIAL, LeaveKind.OTHER)
NUMBERED = tuple(LeaveKind)


@dataclass(frozen=True, slots=True)
class Card:
    """What an approver's card shows of one request; `entered_by` is who asked for them, empty where they did."""

    leave_id: int
    kind: LeaveKind
    decision: LeaveDecision
    has_reason: bool
    entered_by: str = ""


def which(meetings: Sequence[Meeting], now: datetime) -> Message:
    """Which meeting the leave is for."""
    rows = [
        (Button(shortened(plain(FEATURE, "label_meeting", meeting=meeting, now=now)), Press("lk", (meeting.id,))),)
        for meeting in meetings
    ]
    return Message(html(FEATURE, "which"), tuple(rows))


def which_kind(meeting: Meeting, now: datetime) -> Message:
    """What kind; the tap on it is the request."""
    buttons = [Button(LEAVE_NAMES[kind], Press("la", (meeting.id, NUMBERED.index(kind)))) for kind in OFFERED]
    return Message(html(FEATURE, "which_kind", meeting=meeting, now=now), (tuple(buttons[:2]), tuple(buttons[2:])))


def nothing_to_ask() -> Message:
    return Message(html(FEATURE, "nothing_to_ask"))


def asked_toast() -> str:
    return plain(FEATURE, "asked_toast")


def asked_before_toast() -> str:
    return plain(FEATURE, "asked_before_toast")


def asked(meeting: Meeting, leave_id: int, now: datetime) -> Message:
    """The receipt: what counts from now on, what may be added, how to take it back."""
    reason = Button(plain(FEATURE, "label_reason"), Press("lr", (leave_id,)))
    back = Button(plain(FEATURE, "label_take_back"), Press("lb", (leave_id,)))
    return Message(html(FEATURE, "asked", meeting=meeting, now=now), ((reason, back),))


def taken_back(meeting: Meeting, now: datetime) -> Message:
    return Message(html(FEATURE, "taken_back", meeting=meeting, now=now))


def too_late() -> str:
    return plain(FEATURE, "too_late")


def consent_to_reason(leave_id: int) -> Message:
    """Separate consent for what may be about health (PRV-03)."""
    yes = Button(plain(FEATURE, "label_consent"), Press("ly", (leave_id,)))
    no = Button(plain(FEATURE, "label_no_reason"), Press("ln", (leave_id,)))
    return Message(html(FEATURE, "consent_to_reason"), ((yes,), (no,)))


def no_reason_needed() -> Message:
    return Message(html(FEATURE, "no_reason_needed"))


def ask_reason() -> Message:
    return Message(html(FEATURE, "ask_reason"))


def reason_too_long(most: int) -> str:
    return html(FEATURE, "reason_too_long", most=most)


def reason_empty() -> str:
    return html(FEATURE, "reason_empty")


def reason_kept() -> Message:
    return Message(html(FEATURE, "reason_kept"))


def card(shown: Card, member: Member, meeting: Meeting, now: datetime) -> Message:
    """The approver's card."""
    words = html(
        FEATURE,
        "card",
        member=member,
        meeting=meeting,
        kind="" if shown.kind is LeaveKind.OTHER else LEAVE_NAMES[shown.kind],
        decision=str(shown.decision),
        has_reason=shown.has_reason,
        entered_by=shown.entered_by,
        now=now,
    )
    rows: list[tuple[Button, ...]] = []
    if shown.has_reason and shown.decision is not LeaveDecision.CANCELLED:
        rows.append((Button(plain(FEATURE, "label_see_reason"), Press("ls", (shown.leave_id,))),))
    if shown.decision is LeaveDecision.PENDING:
        yes = Button(plain(FEATURE, "label_approve"), Press("ld", (shown.leave_id, 1)))
        no = Button(plain(FEATURE, "label_reject"), Press("ld", (shown.leave_id, 0)))
        rows.append((yes, no))
    return Message(words, tuple(rows))


def reason_shown(reason: str) -> str:
    """For the pop-up, which leaves no trace in the chat."""
    return plain(FEATURE, "reason_shown", reason=reason)


def no_reason_there() -> str:
    return plain(FEATURE, "no_reason_there")


def decided(member: Member, decision: LeaveDecision) -> str:
    block = "decided_approved" if decision is LeaveDecision.APPROVED else "decided_rejected"
    return plain(FEATURE, block, name=member.name)


def decided_before() -> str:
    return plain(FEATURE, "decided_before")


def decided_for_you(leader: Member, meeting: Meeting, decision: LeaveDecision, now: datetime) -> Message:
    block = "approved_for_you" if decision is LeaveDecision.APPROVED else "rejected_for_you"
    return Message(html(FEATURE, block, leader=leader.name, meeting=meeting, now=now))


def leave_for_you(leader: Member, meeting: Meeting, now: datetime) -> Message:
    return Message(html(FEATURE, "leave_for_you", leader=leader.name, meeting=meeting, now=now))
