"""Where words did no good, or reach nobody: somebody phones (S7)."""

from collections.abc import Awaitable, Callable, Mapping

from domain.calls import Matter
from domain.members import Member
from domain.reminders import Reminder, ReminderKind
from services import calls
from services.make_up import showing
from services.reminding import meetings
from services.turn import Turn

StillOpen = Callable[[Turn, Reminder], Awaitable[bool]]

# What is worth a telephone call; the rest can wait until somebody looks.
_MATTERS: Mapping[ReminderKind, Matter] = {
    ReminderKind.MEETING: Matter.MEETING,
    ReminderKind.MAKE_UP: Matter.MAKE_UP,
}
# Where a matter may have been settled meanwhile, its kind is asked first.
_STILL_OPEN: Mapping[ReminderKind, StillOpen] = {
    ReminderKind.MEETING: meetings.is_open,
    ReminderKind.MAKE_UP: showing.is_open,
}


async def ask(turn: Turn, member: Member, reminder: Reminder) -> None:
    """Ask the member's leader to phone, once a matter, unless it is settled."""
    matter = _MATTERS.get(reminder.kind)
    is_open = _STILL_OPEN.get(reminder.kind)
    if matter is not None and (is_open is None or await is_open(turn, reminder)):
        await calls.ask(turn, member, matter, reminder.ref)
