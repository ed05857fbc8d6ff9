"""Who speaks for a request: the asker, or the leader who entered it for somebody without Telegram (O5)."""

from domain.members import Member
from domain.requests import HelpRequest
from services.turn import Turn
from storage import people, request_events
from storage.request_events import EventKind


async def spokesman(turn: Turn, request: HelpRequest) -> Member | None:
    """Whom answers go to; None once it is erased."""
    if request.asker_id is None:
        return None
    asker = await people.get(turn.tx, request.asker_id)
    if asker is None or asker.telegram_id is not None:
        return asker
    by = await entered_by(turn, request)
    return await people.get(turn.tx, by) if by is not None else asker


async def speaks_for(turn: Turn, member: Member, request: HelpRequest) -> bool:
    """Whether this person may say what the asker may say."""
    if request.asker_id == member.id:
        return True
    voice = await spokesman(turn, request)
    return voice is not None and voice.id == member.id


async def entered_by(turn: Turn, request: HelpRequest) -> int | None:
    """Who entered the request for somebody else, 代录; None where the asker did."""
    events = await request_events.of(turn.tx, request.id)
    by = next((event.actor_id for event in events if event.kind is EventKind.SUBMITTED), None)
    return by if by != request.asker_id else None
