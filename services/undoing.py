"""Taking back what was pressed by mistake, for a minute (U13). Later it is a correction, with a reason (REC-06)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from domain.meetings import Meeting, MeetingState, Method
from domain.members import Member
from domain.moments import Moment
from services import boards, leave
from services.turn import Turn
from storage import attendance as store
from storage import meetings

FOR: Final = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Undone:
    """They are not signed in any more, and may sign in again."""

    meeting: Meeting


@dataclass(frozen=True, slots=True)
class LeaveTakenBack:
    meeting: Meeting


@dataclass(frozen=True, slots=True)
class TooLate:
    """The minute is over; a correction is the way."""

    meeting: Meeting


@dataclass(frozen=True, slots=True)
class Nothing:
    """There is nothing of theirs to take back."""


async def sign_in(turn: Turn, member: Member, meeting_id: int, moment: Moment) -> Undone | TooLate | Nothing:
    """Take back one's own sign-in. What somebody else wrote down is for them to correct."""
    meeting, entry = await meetings.get(turn.tx, meeting_id), await store.entry(turn.tx, meeting_id, member.id)
    if meeting is None or entry is None or entry.recorded_by is not None:
        return Nothing()
    if meeting.state is not MeetingState.ANNOUNCED or moment.earliest > entry.recorded_at + FOR:
        return TooLate(meeting)
    await store.strike(turn.tx, meeting_id, member.id)
    await boards.refresh(turn, [meeting])
    return Undone(meeting)


async def latest(turn: Turn, member: Member, moment: Moment) -> Undone | LeaveTakenBack | TooLate | Nothing:
    """`撤销`: the last sign-in or leave of this minute, whichever came last."""
    since = moment.earliest - FOR
    entries = await store.own_since(turn.tx, member.id, since)
    asked = await leave.asked_since(turn, member, since)
    if asked is not None and (not entries or asked.asked_at > entries[0].recorded_at):
        match await leave.take_back(turn, member, asked.id):
            case leave.TakenBack(meeting):
                return LeaveTakenBack(meeting)
            case leave.Begun() | leave.Refused():
                return Nothing()
    return await sign_in(turn, member, entries[0].meeting_id, moment) if entries else Nothing()


def is_fresh(turn: Turn, entry: store.Entry) -> bool:
    """Whether a tick can still be taken off without a word."""
    return entry.method is Method.ORGANISER and turn.now <= entry.recorded_at + FOR
