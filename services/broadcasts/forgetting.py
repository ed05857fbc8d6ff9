"""What is kept of notices that are over."""

from datetime import datetime

from services.turn import Turn
from storage import broadcast_letters, broadcast_recipients, broadcasts


async def forget(turn: Turn, before: datetime) -> int:
    """Words, recipients and the names of letters go; that there was a notice, and by whom, remains."""
    over = await broadcasts.over(turn.tx, before)
    if over:
        await broadcast_recipients.forget(turn.tx, over)
        await broadcast_letters.forget(turn.tx, over)
        await broadcasts.forget(turn.tx, over)
    return len(over)
