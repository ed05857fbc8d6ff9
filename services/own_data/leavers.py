"""Whoever is no longer one of the branch is remembered by name for a while, and counted namelessly from then on."""

from datetime import datetime
from typing import Final

from services.own_data import forgetting
from services.turn import Turn
from storage import leavers as store
from storage import people, teachers, traces
from texts import own_data as say

AT_ONCE: Final = 50  # a day: each is swept from every table, and answers wait meanwhile


async def look(turn: Turn) -> None:
    """Note who has gone since the last look."""
    await store.look(turn.tx, turn.now)


async def make_nameless(turn: Turn, before: datetime) -> int:
    """Those who went before this moment: their data goes, their name too; sign-ins and minutes count as before."""
    gone = await store.gone_before(turn.tx, before, AT_ONCE)
    for member in await people.many(turn.tx, gone):
        await forgetting.forget_everything(turn, member)
        await traces.make_nameless(turn.tx, member.id)
        await teachers.make_nameless(turn.tx, member.id, say.nameless())
        await people.make_nameless(turn.tx, member.id, say.nameless(), turn.now)
    return len(gone)
