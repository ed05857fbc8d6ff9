"""After a restore: between the backup and now the bot may have spoken, and nobody remembers what it said.

Nothing is said twice (L10): letters that waited are kept back, what is due by now counts as said, and a notice that was
under way is paused until its author presses on. Requests are the exception: what was lost with the time between may be
that somebody took one over, so the ladder asks again, and in danger a second call is better than none.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from domain.broadcasts import BroadcastState
from services.broadcasts import feeding, showing
from services.turn import Turn, apart, post
from storage import broadcasts, outgoing, people, reminders

WHY = "restored"

Chore: TypeAlias = Callable[[Turn], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class KeptBack:
    """How many letters and reminders are not said, and notices that wait for their author."""

    letters: int
    reminders: int
    notices: int


async def keep_back(turn: Turn, chores: Sequence[Chore]) -> KeptBack:
    """Bring a restored database up to now in silence; `chores` are those whose word may have been heard already."""
    notices = await _pause(turn)
    await outgoing.keep_back(turn.tx, WHY, turn.now)
    for chore in chores:
        await apart(turn, _in_silence(turn, chore))  # one that fails is done when the bot runs
    letters = await outgoing.kept_back(turn.tx, WHY)
    dropped = await reminders.drop_due(turn.tx, WHY, turn.now)
    await post(turn.tx, [turn])
    return KeptBack(letters, dropped, notices)


async def _in_silence(turn: Turn, chore: Chore) -> None:
    """What it says is remembered as said."""
    more = True
    while more:
        silent = Turn(turn.tx, turn.now)
        more = await chore(silent)
        await post(turn.tx, [silent])
        await outgoing.keep_back(turn.tx, WHY, turn.now)


async def _pause(turn: Turn) -> int:
    """Notices under way, and those that would have begun meanwhile."""
    due = [one for one in await broadcasts.under_way(turn.tx) if one.starts_at <= turn.now < one.ends_at]
    for one in due:
        await feeding.take_back(turn, one)
        await broadcasts.become(turn.tx, one.id, BroadcastState.PAUSED, turn.now)
        author = await people.get(turn.tx, one.author_id)
        if author is not None:
            await showing.show_all(turn, one, author)
    return len(due)
