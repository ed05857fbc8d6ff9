"""Who leads at a place now: access goes with the post, and so does what is told to whoever leads."""

from domain.access import Action
from domain.members import Member, is_here
from services import access, people
from services.turn import Turn
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
