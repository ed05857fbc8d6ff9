"""Answers before a meeting: coming, perhaps, leave; and what an approver does with a request."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from domain import meetings as rules
from domain.access import Action, Grant
from domain.meetings import LeaveDecision, LeaveKind, Meeting, MeetingState, Rsvp
from domain.members import Member
from domain.messages import Message
from domain.moments import Moment
from services import access, boards, meeting_cards, people
from services.reminding import meetings as reminders
from services.turn import Turn
from storage import access_log, meetings
from storage import leave as store
from storage import people as members
from storage.leave import Leave
from texts import leave as say

LONGEST_REASON = 150


@dataclass(frozen=True, slots=True)
class Answered:
    """`anew` where it is not what they had answered before."""

    meeting: Meeting
    given: Rsvp
    anew: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Leave is asked for, or was already."""

    meeting: Meeting
    leave: Leave
    before: bool


@dataclass(frozen=True, slots=True)
class Begun:
    pass


@dataclass(frozen=True, slots=True)
class NotExpected:
    pass


@dataclass(frozen=True, slots=True)
class TakenBack:
    meeting: Meeting


@dataclass(frozen=True, slots=True)
class Decided:
    member: Member
    decision: LeaveDecision


@dataclass(frozen=True, slots=True)
class DecidedBefore:
    decision: LeaveDecision


@dataclass(frozen=True, slots=True)
class Refused:
    pass


Answer: TypeAlias = Answered | Begun | NotExpected
Ask: TypeAlias = Asked | Begun | NotExpected


async def answer(turn: Turn, member: Member, meeting_id: int, given: Rsvp, moment: Moment) -> Answer:
    """会来 or 待定; changes freely until the start, and takes a request for leave back."""
    meeting = await _expected(turn, member, meeting_id)
    if meeting is None:
        return NotExpected()
    if not rules.may_answer(meeting, moment):
        return Begun()
    leave = await asked(turn, member, meeting_id)
    if leave is not None:
        await _take_back(turn, leave)
    anew = await store.answer_of(turn.tx, meeting_id, member.id) is not given
    await _answer(turn, member, meeting, given)
    await boards.refresh(turn, [meeting])
    return Answered(meeting, given, anew)


async def ask(
    turn: Turn, member: Member, meeting_id: int, kind: LeaveKind, moment: Moment, *, on_behalf: Member | None = None
) -> Ask:
    """Ask for leave: one tap is enough, a reason is never needed (M12, U2). `on_behalf` is who stands for them (U9)."""
    meeting = await _expected(turn, member, meeting_id)
    if meeting is None:
        return NotExpected()
    if not rules.may_answer(meeting, moment):
        return Begun()
    asked = await _ask(turn, member, meeting, kind, None if on_behalf is None else on_behalf.id)
    if on_behalf is not None and not asked.before:
        await _tell_approver(turn, member, asked.leave)
    return asked


async def ask_for(turn: Turn, leader: Member, meeting_id: int, member_id: int) -> Member | None:
    """A leader enters leave for somebody else, marked 代录 (O5); None where that is not theirs to do."""
    meeting = await meetings.get(turn.tx, meeting_id)
    member = await members.get(turn.tx, member_id)
    if meeting is None or member is None or member_id not in await meetings.expected_ids(turn.tx, meeting_id):
        return None
    if meeting.state is not MeetingState.ANNOUNCED:
        return None
    if not await access.may(turn, leader, Action.RECORD_PAPER, meeting.node_id, about=member_id):
        return None
    asked = await _ask(turn, member, meeting, LeaveKind.OTHER, leader.id)
    await store.decide(turn.tx, asked.leave.id, LeaveDecision.APPROVED, leader.id, turn.now)
    if member.telegram_id is not None:
        turn.tell(member.telegram_id, say.leave_for_you(leader, meeting, turn.now), silent=True)
    return member


async def comes(turn: Turn, leader: Member, meeting_id: int, member_id: int) -> bool:
    """A leader has heard from somebody that they come; False where that is not theirs to write down."""
    meeting = await meetings.get(turn.tx, meeting_id)
    member = await members.get(turn.tx, member_id)
    if meeting is None or member is None or member_id not in await meetings.expected_ids(turn.tx, meeting_id):
        return False
    if not rules.may_answer(meeting, Moment.at(turn.now)):
        return False
    if not await access.may(turn, leader, Action.RECORD_PAPER, meeting.node_id, about=member_id):
        return False
    await _answer(turn, member, meeting, Rsvp.GOING)
    await boards.refresh(turn, [meeting])
    return True


async def give_reason(turn: Turn, member: Member, leave_id: int, reason: str) -> Leave | None:
    """Add a reason: sealed, for the approver's eyes only."""
    leave = await _own(turn, member, leave_id)
    if leave is not None:
        await store.give_reason(turn.tx, leave_id, leave.kind, reason)
        await _tell_approver(turn, member, leave)
    return leave


async def take_back(turn: Turn, member: Member, leave_id: int) -> TakenBack | Begun | Refused:
    """The member comes after all."""
    leave = await _own(turn, member, leave_id)
    meeting = await meetings.get(turn.tx, leave.meeting_id) if leave is not None else None
    if leave is None or meeting is None:
        return Refused()
    if not rules.may_answer(meeting, Moment.at(turn.now)):
        return Begun()
    await _take_back(turn, leave)
    await _answer(turn, member, meeting, Rsvp.GOING)
    await boards.refresh(turn, [meeting])
    return TakenBack(meeting)


async def decide(
    turn: Turn, leader: Member, leave_id: int, decision: LeaveDecision
) -> Decided | DecidedBefore | Refused:
    """The first decision holds; the member is told."""
    leave = await store.get(turn.tx, leave_id)
    member = await members.get(turn.tx, leave.member_id) if leave is not None else None
    meeting = await meetings.get(turn.tx, leave.meeting_id) if leave is not None else None
    if leave is None or member is None or meeting is None or leader.id == member.id:
        return Refused()
    if not await access.may(turn, leader, Action.DECIDE_LEAVE, member.node_id, about=member.id):
        return Refused()
    if not await store.decide(turn.tx, leave_id, decision, leader.id, turn.now):
        return DecidedBefore(leave.decision)
    await meetings.ask_make_up(turn.tx, meeting.id, turn.now)
    await boards.refresh(turn, [meeting])
    turn.show(_topic(leave), leader.telegram_id or 0, "leave", leave.id)
    if member.telegram_id is not None:
        turn.tell(member.telegram_id, say.decided_for_you(leader, meeting, decision, turn.now))
    return Decided(member, decision)


async def read_reason(turn: Turn, leader: Member, leave_id: int) -> str | None:
    """The reason, for the approver only; who read it and when is written down. None: refused, or there is none."""
    leave = await store.get(turn.tx, leave_id)
    member = await members.get(turn.tx, leave.member_id) if leave is not None else None
    if leave is None or member is None:
        return None
    granted = await access.ask(turn, leader, Action.SEE_LEAVE_REASON, member.node_id, about=member.id)
    if not isinstance(granted, Grant):
        return None
    await access_log.note(
        turn.tx,
        turn.now,
        leader.id,
        str(Action.SEE_LEAVE_REASON),
        granted=True,
        node_id=member.node_id,
        member_id=member.id,
    )
    return await store.reason(turn.tx, leave_id)


async def can_ask(turn: Turn, member: Member) -> list[Meeting]:
    """Meetings that a member can still ask leave from."""
    coming = await meetings.of_member(turn.tx, member.id, turn.now)
    return [meeting for meeting in coming if rules.may_answer(meeting, Moment.at(turn.now))]


async def asked(turn: Turn, member: Member, meeting_id: int) -> Leave | None:
    """The request a member has made for a meeting, unless it was taken back."""
    leave = await store.of(turn.tx, meeting_id, member.id)
    return leave if leave is not None and leave.decision is not LeaveDecision.CANCELLED else None


async def asked_since(turn: Turn, member: Member, since: datetime) -> Leave | None:
    """The last request a member made since then, unless it was taken back."""
    return await store.asked_since(turn.tx, member.id, since)


async def card(turn: Turn, leave_id: int) -> Message | None:
    """The approver's card: who, which meeting, what was decided. Never the reason."""
    leave = await store.get(turn.tx, leave_id)
    member = await members.get(turn.tx, leave.member_id) if leave is not None else None
    meeting = await meetings.get(turn.tx, leave.meeting_id) if leave is not None else None
    if leave is None or member is None or meeting is None:
        return None
    by = await members.get(turn.tx, leave.entered_by) if leave.entered_by is not None else None
    entered_by = "" if by is None else by.name
    card = say.Card(leave.id, leave.kind, leave.decision, leave.has_reason, entered_by)
    return say.card(card, member, meeting, turn.now)


async def _ask(turn: Turn, member: Member, meeting: Meeting, kind: LeaveKind, entered_by: int | None) -> Asked:
    before = await asked(turn, member, meeting.id) is not None
    leave = await store.ask(turn.tx, meeting.id, member.id, kind, entered_by, turn.now)
    await _answer(turn, member, meeting, Rsvp.LEAVE)
    if not before:
        if entered_by is None:
            await _tell_approver(turn, member, leave)
        await boards.refresh(turn, [meeting])
    return Asked(meeting, leave, before)


async def _answer(turn: Turn, member: Member, meeting: Meeting, given: Rsvp) -> None:
    """Write it down; whoever has answered is asked no more (S6)."""
    await store.answer(turn.tx, meeting.id, member.id, given, turn.now)
    await reminders.answered(turn, meeting, member)
    await meeting_cards.answered(turn, meeting, member, given)


async def _take_back(turn: Turn, leave: Leave) -> None:
    await store.cancel(turn.tx, leave.id, turn.now)
    member = await members.get(turn.tx, leave.member_id)
    if member is not None:
        await _tell_approver(turn, member, leave)


async def _tell_approver(turn: Turn, member: Member, leave: Leave) -> None:
    """The nearest leader who is not the member; a leader's own leave goes one rung up."""
    for leader in await people.leaders_of(turn, member):
        if leader.id != member.id and leader.telegram_id is not None:
            turn.show(_topic(leave), leader.telegram_id, "leave", leave.id)
            return


def _topic(leave: Leave) -> str:
    return f"leave:{leave.id}"


async def _expected(turn: Turn, member: Member, meeting_id: int) -> Meeting | None:
    if member.id not in await meetings.expected_ids(turn.tx, meeting_id):
        return None
    return await meetings.get(turn.tx, meeting_id)


async def _own(turn: Turn, member: Member, leave_id: int) -> Leave | None:
    leave = await store.get(turn.tx, leave_id)
    return leave if leave is not None and leave.member_id == member.id else None
