"""A word from one to the other about a lecture: without a sound, and not at night (S8)."""

from domain.members import Member
from domain.messages import Lane, Letter, Message
from services import policies
from services.turn import Turn


async def tell(turn: Turn, member: Member, words: Message) -> None:
    """To somebody's private chat; who has no account hears it from people."""
    if member.telegram_id is None:
        return
    calendar = (await policies.in_force(turn, member.node_id)).calendar
    loud = calendar.first_loud(turn.now)
    rests = (turn.now, loud) if loud > turn.now else calendar.rest_after(turn.now)
    turn.letters.append(Letter(member.telegram_id, message=words, lane=Lane.REMINDER, rests=rests, silent=True))
