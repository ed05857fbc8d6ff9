"""What is thrown away, and when."""

from datetime import timedelta

from services.turn import Turn
from storage import access_log, dialogues, inbox, invitations, leave, outbox

KNOWN_UPDATES = timedelta(days=2)  # Telegram brings an update again for a day at most
SENT_LETTERS = timedelta(days=7)
A_YEAR = timedelta(days=365)  # PRV-08: leave reasons and the access log


async def tidy(turn: Turn) -> bool:
    """A chore: forget what is past its time. All in one go; there is never more."""
    await inbox.forget_done(turn.tx, turn.now - KNOWN_UPDATES)
    await outbox.forget_ended(turn.tx, turn.now - SENT_LETTERS)
    await dialogues.forget_expired(turn.tx, turn.now)
    await invitations.forget_expired(turn.tx, turn.now)
    await leave.forget_reasons(turn.tx, turn.now - A_YEAR)
    await access_log.forget(turn.tx, turn.now - A_YEAR)
    return False
