"""A call about a notice: what it is about, for the leader's list."""

from domain.broadcasts import BroadcastState, title_of
from domain.calls import Call
from services.turn import Turn
from storage import broadcasts as store
from texts import calls as say


async def subject(turn: Turn, call: Call) -> str | None:
    """What the notice is called; None where it is over or was stopped."""
    broadcast = await store.get(turn.tx, call.ref)
    if broadcast is None or broadcast.ends_at <= turn.now or broadcast.state is BroadcastState.STOPPED:
        return None
    words = await store.words(turn.tx, call.ref)
    return say.about_notice(title_of(words.text)) if words is not None else None
