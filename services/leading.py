"""Who leads at a place now, and which meeting somebody leads: access goes with the post, and so does what is told."""

from domain.access import Action
from domain.meetings import Meeting
from domain.members import Member, is_here
from services import access, people
from services.turn import Turn
from storage import meetings
from storage import people as members


async def who_leads(turn: Turn, node_id: int, wanted_id: int) -> Member | None:
    """Who made something there, while they still lead; else whoever leads now. None where nobody does."""
    wanted = await members.get(turn.tx, wanted_id)
    for candidate in [wanted, *await people.post_holders(turn, node_id)]:
        if candidate is None or not is_here(candidate):
            continue
        if node_id in await access.nodes_for(turn, candidate, Action.MANAGE_MEETING):
            return candidate
    return None


async def led(
    turn: Turn, member: Member, meeting_id: int, action: Action = Action.MANAGE_MEETING, about: int | None = None
) -> Meeting | None:
    """A meeting, for who may do this with it; None for everybody else, which is logged, and where there is none."""
    meeting = await meetings.get(turn.tx, meeting_id)
    if meeting is None or not await access.may(turn, member, action, meeting.node_id, about):
        return None
    return meeting
