"""What a reminder says, drawn when it is sent: what was answered meanwhile is left out (S6)."""

from collections.abc import Awaitable, Callable, Mapping

from domain.messages import Message
from domain.reminders import Reminder, ReminderKind
from services.calls import listing
from services.duties import saying as duties
from services.make_up import showing
from services.reminding import meetings
from services.studying import november, telling
from services.turn import Turn
from storage import reminders as store
from texts import reminders as say

Say = Callable[[Turn, Reminder], Awaitable[Message | None]]

# Each kind says its own; None means that the matter is settled and nothing need be said.
SAYINGS: Mapping[ReminderKind, Say] = {
    ReminderKind.MEETING: meetings.say,
    ReminderKind.MAKE_UP: showing.remind,
    ReminderKind.CALLS: listing.remind,
    ReminderKind.STUDY: telling.say,
    ReminderKind.HOURS: november.say,
    ReminderKind.DUTY: duties.remind,
    ReminderKind.DUES: duties.remind_of_dues,
}


async def card(turn: Turn, head: int) -> Message | None:
    """One message with all that is said together; None where nothing of it is worth a word any more."""
    pieces = []
    for reminder in await store.told_with(turn.tx, head):
        if reminder.worth_until > turn.now and reminder.kind in SAYINGS:
            said = await SAYINGS[reminder.kind](turn, reminder)
            if said is not None:
                pieces.append(said)
    if not pieces:
        return None
    return pieces[0] if len(pieces) == 1 else say.together(pieces)
