"""Who is to be phoned about what. Here is only what is asked: whose list it is on is worked out at each look."""

from domain.calls import Matter
from domain.members import Member
from services.turn import Turn
from storage import calls as store


async def ask(turn: Turn, member: Member, matter: Matter, ref: int) -> None:
    """Somebody has to phone them about it: the nearest leader who is there, who hears of it (`mentioning`)."""
    await store.ask(turn.tx, [member.id], matter, ref, turn.now)


async def settled(turn: Turn, member_id: int, matter: Matter, ref: int) -> None:
    """They have answered, or need not any more."""
    await store.settle(turn.tx, [member_id], matter, ref, turn.now)
