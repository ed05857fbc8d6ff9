"""Ballots of a meeting, and at which meetings there can have been one."""

from domain.access import Action
from domain.elections import ELECTING, Election
from domain.meetings import Meeting
from domain.members import Member
from services import access, meetings
from services.resolutions.looking import led
from services.turn import Turn
from storage import elections as store


async def of_meeting(turn: Turn, meeting_id: int) -> tuple[Election, ...]:
    """In order; whoever asks has made sure that the meeting is theirs to see."""
    return tuple(await store.of_meeting(turn.tx, meeting_id))


async def where(turn: Turn, leader: Member) -> list[Meeting] | None:
    """The meetings of late that a ballot can belong to; None for who leads none at all."""
    if not await access.nodes_for(turn, leader, Action.MANAGE_MEETING):
        return None
    return [one for one in await meetings.managed(turn, leader) if one.kind in ELECTING and one.is_held(turn.now)]


async def electing(turn: Turn, leader: Member, meeting_id: int) -> Meeting | None:
    """The meeting, for who leads it and if it can elect anybody."""
    meeting = await led(turn, leader, meeting_id)
    return meeting if meeting is not None and meeting.kind in ELECTING else None


async def look(turn: Turn, leader: Member, election_id: int) -> Election | None:
    """None where it is none of theirs."""
    election = await store.get(turn.tx, election_id)
    if election is None or await electing(turn, leader, election.meeting_id) is None:
        return None
    return election


async def drop(turn: Turn, leader: Member, election_id: int) -> Election | None:
    """删掉重记: the paper itself is kept by the branch."""
    found = await look(turn, leader, election_id)
    if found is None:
        return None
    await store.drop(turn.tx, election_id)
    return found
