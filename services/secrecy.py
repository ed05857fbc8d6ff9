"""A marker of secrecy was seen: nothing of it is kept, and the secretary hears that much (SEC-04)."""

from domain.members import Member
from domain.messages import Lane
from domain.secrecy import is_marked
from services import people
from services.dialogues import Asker
from services.turn import Turn
from texts import asking as say


async def seen(turn: Turn, member: Member, text: str) -> bool:
    """Whether a text bears one; the secretary is told, once a day, and not whose or what."""
    if not is_marked(text):
        return False
    for secretary in await people.secretaries_of(turn, member):
        if secretary.telegram_id is not None and secretary.id != member.id:
            key = f"marker:{secretary.id}:{turn.now:%Y%m%d}"
            turn.tell(secretary.telegram_id, say.marker_seen(), lane=Lane.REMINDER, key=key)
    return True


async def typed(asker: Asker, text: str) -> bool:
    """The same of an answer in a dialogue; whoever is no member any more stores nothing anyhow."""
    member = await people.known(asker.turn, asker.telegram_id)
    return member is not None and await seen(asker.turn, member, text)
