"""The one place that writes down what happened to a request."""

from domain.requests import HelpRequest
from services import log_chats
from services.turn import Turn
from storage import request_events as store
from storage.request_events import EventKind


async def note(
    turn: Turn, request: HelpRequest, kind: EventKind, *, actor_id: int | None = None, other_id: int | None = None
) -> None:
    """Facts without words: who did what, and when. The leaders' group, where there is one, hears the bare step (A8)."""
    await store.note(turn.tx, request.id, kind, turn.now, actor_id=actor_id, other_id=other_id)
    await log_chats.bring_up_to_date(turn, request, kind)
