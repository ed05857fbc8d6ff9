"""Who speaks for a request: the asker, or the leader who entered it for somebody without Telegram (O5)."""

from domain.access import Action
from domain.members import Member, is_here
from domain.messages import Message
from domain.requests import HelpRequest
from services import access
from services import people as persons
from services.turn import Turn
from storage import family, people, request_events
from storage import requests as store
from storage.request_events import EventKind


async def spokesman(turn: Turn, request: HelpRequest) -> Member | None:
    """Whom answers go to; None once it is erased.

    For somebody without Telegram it is the leader who entered it, and whoever leads them now once that leader does not.
    """
    asker = await people.get(turn.tx, request.asker_id) if request.asker_id is not None else None
    by = await entered_by(turn, request) if asker is not None and asker.telegram_id is None else None
    if asker is None or by is None:
        return asker
    entered = await people.get(turn.tx, by)
    candidates = [*([entered] if entered is not None else []), *await persons.leaders_of(turn, asker)]
    kept_from = await store.excluded(turn.tx, request.id)
    for leader in candidates:
        if leader.id not in kept_from and await _leads(turn, leader, asker):
            return leader
    return asker


async def tell(turn: Turn, request: HelpRequest, words: Message, *, but: Member | None = None) -> None:
    """Say something to whoever speaks for the request; `but` did it, and need not be told."""
    voice = await spokesman(turn, request)
    if voice is not None and voice.telegram_id is not None and voice != but:
        turn.tell(voice.telegram_id, words)


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


async def _leads(turn: Turn, leader: Member, member: Member) -> bool:
    """Whether somebody is with us and may enter things for this member, by a post or by the member's consent (U9)."""
    if leader.telegram_id is None:
        return False
    if member.node_id in await access.nodes_for(turn, leader, Action.RECORD_PAPER):
        return True
    proxy = await family.between(turn.tx, member.id, leader.id)
    return proxy is not None and proxy.stands and is_here(leader)
