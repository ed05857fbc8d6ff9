"""补学好了: said by the member with one tap, or put down from paper by a leader; both count the same (O5)."""

from dataclasses import dataclass
from typing import TypeAlias

from domain.access import Action
from domain.make_up import MakeUp, State
from domain.meetings import Meeting
from domain.members import Member
from domain.studying import Source, meeting_minutes
from services import access
from services.make_up.giving import hush, remind_of
from services.studying import hours
from services.turn import Turn
from storage import make_up as store
from storage import meetings, people
from texts import make_up as say


@dataclass(frozen=True, slots=True)
class Done:
    """`minutes` count as study hours, as many as the meeting would have."""

    make_up: MakeUp
    minutes: int


@dataclass(frozen=True, slots=True)
class Before:
    """It was done already."""


@dataclass(frozen=True, slots=True)
class Recorded:
    member: Member


@dataclass(frozen=True, slots=True)
class Reopened:
    make_up: MakeUp


@dataclass(frozen=True, slots=True)
class Refused:
    """Not theirs, or not there any more; nothing is told apart."""


Doing: TypeAlias = Done | Before | Refused
Recording: TypeAlias = Recorded | Before | Refused


async def done(turn: Turn, member: Member, make_up_id: int, *, on_behalf: Member | None = None) -> Doing:
    """The member says so, or who stands for them, and that is all that is asked: nothing is tested."""
    one = await store.get(turn.tx, make_up_id)
    if one is None or one.member_id != member.id or one.state is State.VOID:
        return Refused()
    minutes = await _finish(turn, one, on_behalf)
    return Before() if minutes is None else Done(one, minutes)


async def record(turn: Turn, leader: Member, make_up_id: int) -> Recording:
    """A leader puts it down for somebody who said so, or handed in paper; shown as 代录."""
    one, member = await _of(turn, leader, make_up_id)
    if one is None or member is None:
        return Refused()
    if await _finish(turn, one, leader) is None:
        return Before()
    meeting = await meetings.get(turn.tx, one.meeting_id)
    if member.telegram_id is not None and meeting is not None:
        turn.tell(member.telegram_id, say.recorded_for_you(leader, meeting, turn.now), silent=True)
    return Recorded(member)


async def take_back(turn: Turn, member: Member, make_up_id: int) -> Reopened | Refused:
    """It was a slip: the member's own, or a leader's who had put it down."""
    one = await store.get(turn.tx, make_up_id)
    if one is not None and one.member_id != member.id:
        one, _ = await _of(turn, member, make_up_id)
    if one is None or not await store.undone(turn.tx, make_up_id):
        return Refused()
    await hours.take_away(turn, one.member_id, Source.MAKE_UP, one.meeting_id)
    meeting = await meetings.get(turn.tx, one.meeting_id)
    if meeting is not None:
        await remind_of(turn, meeting, await people.many(turn.tx, [one.member_id]))
    return Reopened(one)


async def erase_note(turn: Turn, member: Member, make_up_id: int) -> bool:
    """What somebody wrote for themselves goes; False where it is not theirs."""
    one = await store.get(turn.tx, make_up_id)
    if one is None or one.member_id != member.id:
        return False
    await store.keep_note(turn.tx, make_up_id, None)
    return True


async def _finish(turn: Turn, one: MakeUp, by: Member | None) -> int | None:
    """Write it down and credit the meeting's hours; returns the minutes, None where somebody was first."""
    if not await store.done(turn.tx, one.id, None if by is None else by.id, turn.now):
        return None
    await hush(turn, [one])
    meeting = await meetings.get(turn.tx, one.meeting_id)
    return 0 if meeting is None else await _credit(turn, one, meeting, by)


async def _credit(turn: Turn, one: MakeUp, meeting: Meeting, by: Member | None) -> int:
    minutes = meeting_minutes(meeting.kind, meeting.title)
    if minutes:
        entered_by = None if by is None else by.id
        await hours.add(
            turn, one.member_id, minutes, Source.MAKE_UP, meeting.id, title=meeting.title, entered_by=entered_by
        )
    return minutes


async def _of(turn: Turn, leader: Member, make_up_id: int) -> tuple[MakeUp | None, Member | None]:
    """The make-up study and whose it is, for a leader who may put it down; two times None for anybody else."""
    one = await store.get(turn.tx, make_up_id)
    member = await people.get(turn.tx, one.member_id) if one is not None else None
    if one is None or member is None or one.state is State.VOID:
        return None, None
    allowed = await access.may(turn, leader, Action.RECORD_PAPER, member.node_id, about=member.id)
    return (one, member) if allowed else (None, None)
