"""What a meeting is about, for whoever shows or records it (M19)."""

from domain.agendas import AgendaItem
from services.turn import Turn
from storage import agendas as store

__all__ = ["of_meeting"]


async def of_meeting(turn: Turn, meeting_id: int) -> list[AgendaItem]:
    """The agenda in its order; who may see the meeting is for the caller to ask."""
    return await store.items(turn.tx, meeting_id)
