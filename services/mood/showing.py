"""What 心情 shows: first the separate consent (PRV-03), then the faces."""

from domain.members import Member
from domain.messages import Message
from services.mood.answering import agrees
from services.turn import Turn
from storage import moods as store
from texts import mood as say


async def home(turn: Turn, member: Member) -> Message:
    if not await agrees(turn, member):
        return say.consent()
    return say.home(await store.rhythm(turn.tx, member.id))
