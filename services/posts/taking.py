"""The end of a post: access goes with it, and what came with it goes from the chat."""

from domain.members import Member
from domain.nodes import Node
from services import boards, expecting
from services.posts.seeing import Holding
from services.requests import cards
from services.turn import Turn
from storage import people
from texts import posts as say


async def take(turn: Turn, by: Member, node: Node, holding: Holding) -> None:
    """Take a post from somebody; they are thanked, unless they laid it down themselves."""
    held, member = holding.held, holding.member
    await people.relieve(turn.tx, member.id, held.node_id, held.role, turn.now)
    await cards.put_away(turn, member)
    await boards.put_away(turn, member)
    await expecting.settle(turn, held.node_id)
    if member.telegram_id is not None and member.id != by.id:
        turn.tell(member.telegram_id, say.you_were(node, held.role))
