"""待办: what waits for a helper, and what they have in hand."""

from domain.members import Member
from domain.requests import HelpRequest, is_open
from services.requests import cards, reading
from services.turn import Turn
from storage import request_watch
from storage import requests as store


async def to_do(turn: Turn, member: Member) -> list[HelpRequest]:
    """What somebody is asked about and nobody has taken, and their own; oldest first."""
    asked = await request_watch.waiting_for(turn.tx, member.id)
    waiting = [request for request in asked if await reading.refusal(turn, member.id, request) is None]
    mine = [request for request in await store.owned_by(turn.tx, member.id) if is_open(request)]
    return sorted([*waiting, *mine], key=lambda request: (request.created_at, request.id))


async def bring(turn: Turn, member: Member, request_id: int) -> bool:
    """Show a card again at the bottom of the chat."""
    request = next((one for one in await to_do(turn, member) if one.id == request_id), None)
    if request is not None:
        await cards.bring(turn, request, member)
    return request is not None
