"""What stands beside a meeting's own numbers: branches that meet with it, and how many came to which sitting."""

from collections.abc import Iterable

from domain.meetings import Attendee, Meeting
from services import joint
from services.turn import Turn
from texts import joint as say_joint
from texts import slots as say_slots


async def lines(turn: Turn, meeting: Meeting, attendees: Iterable[Attendee] = ()) -> list[str]:
    """Plain lines, without a name in them. `attendees` as named ones; without them sittings are not told apart."""
    found = [say_joint.partner(one) for one in await joint.partners(turn, meeting)]
    present = [one.present_at for one in attendees if one.present_at is not None]
    if meeting.second_at is not None and present:
        second = sum(at >= meeting.second_opens_at for at in present)
        found.append(say_slots.by_sitting(len(present) - second, second))
    return found
