"""Whether we can write to somebody: Telegram refuses, or they write to us again (S12)."""

from domain.calls import Matter
from services.turn import Turn
from storage import broadcast_recipients, broadcasts, calls, people


async def reached(turn: Turn, telegram_id: int) -> None:
    """Somebody wrote to us, so we can write to them: nobody needs to phone, and notices that waited go out."""
    member = await people.mark_reachable(turn.tx, telegram_id)
    if member is not None:
        await calls.settle_contact(turn.tx, member.id, turn.now)
        await broadcasts.again(turn.tx, await broadcast_recipients.came_back(turn.tx, member.id, turn.now), turn.now)


async def lost(turn: Turn, chat_id: int) -> None:
    """Telegram refused a private message: remember it, and put the member on the phone list."""
    member = await people.mark_unreachable(turn.tx, chat_id, turn.now)
    if member is not None:
        await calls.ask(turn.tx, [member.id], Matter.CONTACT, turn.now.toordinal(), turn.now)
