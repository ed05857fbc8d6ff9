"""What becomes of a meeting that is moved or called off: board, answers, reminders, and who hears of it (M29).

The board tells everybody; a message of their own gets only whom it concerns. Answers are kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from domain import rescheduling as rules
from domain.meetings import Attendee, Meeting, MeetingState, window
from domain.members import Member
from domain.messages import Message
from domain.rescheduling import Move
from services import boards, features, leading, meeting_cards
from services.joint import asking as joint
from services.mobility import guests
from services.reminding import meetings as reminders
from services.reminding import promising
from services.slots import sittings
from services.turn import Turn
from storage import attendees
from storage import rescheduling as store
from texts import rescheduling as say


@dataclass(frozen=True, slots=True)
class Moved:
    """`told` people got a message; the names are of those whom somebody has to tell."""

    move: Move
    told: int
    to_phone: Sequence[str]


@dataclass(frozen=True, slots=True)
class CalledOff:
    meeting: Meeting
    told: int
    to_phone: Sequence[str]


@dataclass(frozen=True, slots=True)
class Over:
    """It is closed or cancelled already."""


@dataclass(frozen=True, slots=True)
class BeingHeld:
    """Somebody has signed in: what was held is closed, not moved."""


@dataclass(frozen=True, slots=True)
class Refused:
    pass


NotNow: TypeAlias = Over | BeingHeld | Refused


async def may_change(turn: Turn, leader: Member, meeting_id: int) -> Meeting | NotNow:
    """The meeting, where this person may move or cancel it now."""
    meeting = await leading.led(turn, leader, meeting_id)
    if meeting is None:
        return Refused()
    if meeting.state is not MeetingState.ANNOUNCED:
        return Over()
    return BeingHeld() if await store.anybody_there(turn.tx, meeting_id) else meeting


async def move(
    turn: Turn, leader: Member, meeting_id: int, starts_at: datetime, place: str, reason: str | None
) -> Moved | NotNow:
    """Another time, another place, or both. Sign-in moves along, reminders are planned anew."""
    before = await may_change(turn, leader, meeting_id)
    if not isinstance(before, Meeting):
        return before
    opens_at, closes_at = window(starts_at, before.kind)
    after = replace(before, starts_at=starts_at, opens_at=opens_at, closes_at=closes_at, place=place)
    if not await store.move(turn.tx, meeting_id, place, starts_at, opens_at, closes_at):
        return Over()
    after = await sittings.follow(turn, before, after)
    done = Move(before, after)
    await store.note(turn.tx, before, reason, leader.id, turn.now)
    everybody = await attendees.of_meeting(turn.tx, meeting_id)
    if done.another_time:
        await reminders.moved(turn, after, len(await store.changes_of(turn.tx, meeting_id)))
    told = await _tell_of_move(turn, leader, done, everybody, reason)
    await boards.refresh(turn, [after])
    await meeting_cards.moved(turn, after)
    await guests.refresh(turn, after)
    await joint.changed(turn, after)
    return Moved(done, told, rules.without_phone(one for one in everybody if rules.waits_for_it(one)))


async def call_off(turn: Turn, leader: Member, meeting_id: int, reason: str | None) -> CalledOff | NotNow:
    """It is not held. The board says so; who might have come hears it."""
    meeting = await may_change(turn, leader, meeting_id)
    if not isinstance(meeting, Meeting):
        return meeting
    if not await store.cancel(turn.tx, meeting_id):
        return Over()
    await store.note(turn.tx, meeting, reason, leader.id, turn.now, cancels=True)
    await reminders.called_off(turn, meeting)
    waiting = [one for one in await attendees.of_meeting(turn.tx, meeting_id) if rules.waits_for_it(one)]
    words = say.called_off_for_you(meeting, reason, turn.now)
    told = [await _tell(turn, leader, one.member, words, meeting.starts_at) for one in waiting]
    called_off = replace(meeting, state=MeetingState.CANCELLED)
    await boards.refresh(turn, [called_off])
    await meeting_cards.refresh(turn, called_off)
    await guests.refresh(turn, called_off)
    await joint.changed(turn, called_off)
    return CalledOff(meeting, sum(told), rules.without_phone(waiting))


async def _tell_of_move(
    turn: Turn, leader: Member, done: Move, everybody: Sequence[Attendee], reason: str | None
) -> int:
    on = await features.all_on_at(turn, done.after.node_id)
    told = 0
    for one in everybody:
        concern = rules.concern(one, another_time=done.another_time)
        if concern is not None:
            words = say.moved_for_you(done, concern, reason, on, turn.now)
            told += await _tell(turn, leader, one.member, words, done.after.starts_at)
    return told


async def _tell(turn: Turn, leader: Member, member: Member, words: Message, until: datetime) -> bool:
    """Tell one of those concerned; who does it knows it. At night it comes without a sound."""
    if member.telegram_id is None or member.id == leader.id:
        return False
    turn.tell(member.telegram_id, words, expires_at=until, silent=await promising.hushed(turn, member))
    return True
