"""What is kept of notices that are over, and for how long."""

from datetime import timedelta

from services.turn import Turn
from storage import broadcast_letters, broadcast_recipients, broadcasts

KEPT = timedelta(days=90)  # as long as somebody may want to send the same again


async def forget(turn: Turn) -> None:
    """Words, recipients and the names of letters go; that there was a notice, and by whom, remains."""
    over = await broadcasts.over(turn.tx, turn.now - KEPT)
    if over:
        await broadcast_recipients.forget(turn.tx, over)
        await broadcast_letters.forget(turn.tx, over)
        await broadcasts.forget(turn.tx, over)
