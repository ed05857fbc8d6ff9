"""待办: what waits for a helper, and what they have in hand."""

from domain.members import Member
from domain.requests import HelpRequest
from services.requests import cards, reading
from services.requests.asking import SHOWN
from services.turn import Turn
from storage import request_watch


async def to_do(turn: Turn, member: Member) -> list[HelpRequest]:
    """What somebody is asked about and nobody has taken, and their own; the oldest first, at most SHOWN."""
    asked = await request_watch.waiting_for(turn.tx, member.id)
    mine = await request_watch.in_hand(turn.tx, member.id)
    may = await reading.openable(turn, member.id, [*asked, *mine])
    return sorted(may, key=lambda request: (request.created_at, request.id))[:SHOWN]


async def bring(turn: Turn, member: Member, request_id: int) -> bool:
    """Show a card again at the bottom of the chat."""
    request = next((one for one in await to_do(turn, member) if one.id == request_id), None)
    if request is not None:
        await cards.bring(turn, request, member)
    return request is not None
