"""What is done on behalf: the same services as by oneself, with the name of who did it, told to whose it is.

Signing in is not among it, nor anything that costs: only the leader puts somebody down as present (M35).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.family import Deed
from domain.make_up import MakeUp
from domain.meetings import LeaveKind, Meeting, Rsvp
from domain.members import Member
from domain.moments import Moment
from domain.studying import Method, Piece
from services import leave
from services.family import arranging
from services.make_up import doing, showing
from services.studying import marking, pieces
from services.turn import Turn
from storage import family as store
from storage import leave as answers
from storage import meetings
from texts import family as say

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """What waits for an answer of theirs: meetings with what they answered, study, make-up study."""

    row_id: int
    member: Member
    meetings: Sequence[tuple[Meeting, Rsvp | None]]
    pieces: Sequence[Piece]
    make_ups: Sequence[tuple[MakeUp, Meeting]]


async def sheet(turn: Turn, stands_in: Member, row_id: int) -> Sheet | None:
    """None where it has ended."""
    member = await arranging.running(turn, stands_in, row_id)
    if member is None:
        return None
    coming = (await leave.can_ask(turn, member))[:SHOWN]
    return Sheet(
        row_id,
        member,
        [(meeting, await answers.answer_of(turn.tx, meeting.id, member.id)) for meeting in coming],
        (await pieces.left(turn, member))[:SHOWN],
        (await showing.open_of(turn, member))[:SHOWN],
    )


async def comes(turn: Turn, stands_in: Member, row_id: int, meeting_id: int, moment: Moment) -> bool:
    """会来, on behalf; False where it is too late, or not theirs."""
    member = await arranging.running(turn, stands_in, row_id)
    if member is None:
        return False
    match await leave.answer(turn, member, meeting_id, Rsvp.GOING, moment):
        case leave.Answered(meeting):
            await _note(turn, stands_in, member, Deed.GOING, meeting)
            return True
        case _:
            return False


async def asks_leave(turn: Turn, stands_in: Member, row_id: int, meeting_id: int, moment: Moment) -> bool:
    """请假, on behalf, without a reason: the member's own words are theirs to write."""
    member = await arranging.running(turn, stands_in, row_id)
    if member is None:
        return False
    match await leave.ask(turn, member, meeting_id, LeaveKind.OTHER, moment, on_behalf=stands_in):
        case leave.Asked(meeting=meeting, before=False):
            await _note(turn, stands_in, member, Deed.LEAVE, meeting)
            return True
        case _:
            return False


async def studied(turn: Turn, stands_in: Member, row_id: int, piece_id: int) -> bool:
    """已学, on behalf."""
    member = await arranging.running(turn, stands_in, row_id)
    if member is None:
        return False
    match await marking.mark(turn, member, piece_id, Method.BUTTON, on_behalf=stands_in):
        case marking.Marked(piece):
            await _note(turn, stands_in, member, Deed.STUDIED, None, piece.title)
            return True
        case _:
            return False


async def made_up(turn: Turn, stands_in: Member, row_id: int, make_up_id: int) -> bool:
    """补学好了, on behalf."""
    member = await arranging.running(turn, stands_in, row_id)
    if member is None:
        return False
    match await doing.done(turn, member, make_up_id, on_behalf=stands_in):
        case doing.Done(one):
            await _note(turn, stands_in, member, Deed.MADE_UP, await meetings.get(turn.tx, one.meeting_id))
            return True
        case _:
            return False


async def _note(
    turn: Turn, stands_in: Member, member: Member, deed: Deed, meeting: Meeting | None, title: str = ""
) -> None:
    """Written down, and told to whose it is, without a sound."""
    await store.note(turn.tx, member.id, stands_in.id, deed, None if meeting is None else meeting.id, turn.now)
    if member.telegram_id is not None:
        turn.tell(member.telegram_id, say.done_for_you(stands_in, deed, meeting, title, turn.now), silent=True)
