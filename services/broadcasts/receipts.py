"""How letters of notices ended: delivery tells us of all that a round brought, and the line is filled up again."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.broadcasts import WAITING_AT_MOST, Delivered
from domain.calls import Matter
from domain.messages import Letter
from services.broadcasts import feeding
from services.turn import Turn, apart
from storage import broadcast_letters as letters
from storage import broadcast_recipients as recipients
from storage import calls


@dataclass(slots=True)
class _Ended:
    """The members of one notice by how their letters ended; `at_last` were not reached at first."""

    sent: list[int] = field(default_factory=list)
    at_last: list[int] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    unsent: list[int] = field(default_factory=list)


async def take(turn: Turn, ended: Iterable[tuple[Letter, str]]) -> None:
    """(letter, `sent`, `dead` or `expired`) of any letters; those of notices are written down, a statement an end."""
    by_notice = _by_notice(ended)
    for broadcast_id, those in by_notice.items():
        await recipients.mark(turn.tx, broadcast_id, those.sent, Delivered.SENT)
        await recipients.try_again(turn.tx, broadcast_id, those.unsent, turn.now)
        await calls.settle(turn.tx, those.at_last, Matter.BROADCAST, broadcast_id, turn.now)
        await feeding.lost(turn, broadcast_id, those.lost)
    if by_notice and await letters.in_line(turn.tx) <= WAITING_AT_MOST // 2:
        await apart(turn, feeding.feed(turn))


def _by_notice(ended: Iterable[tuple[Letter, str]]) -> dict[int, _Ended]:
    found: dict[int, _Ended] = {}
    for letter, state in ended:
        if letter.live == letters.VIEW and letter.key is not None:
            broadcast_id, member_id, tries = letters.parted(letter.key)
            those = found.setdefault(broadcast_id, _Ended())
            {"sent": those.sent, "dead": those.lost}.get(state, those.unsent).append(member_id)
            if state == "sent" and tries:
                those.at_last.append(member_id)
    return found
