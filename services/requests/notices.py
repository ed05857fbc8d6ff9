"""Short letters about a request to those who help: its number, category and waiting time, nothing else (E12)."""

from domain.messages import Lane, Message
from domain.requests import HelpRequest
from services.turn import Turn
from storage import people, request_events
from storage.request_events import EventKind
from texts.ladder import Waiting


async def tell(turn: Turn, request: HelpRequest, kind: str, member_id: int, words: Message, *, silent: bool) -> None:
    """A letter that is written once a round, whatever is started anew; nobody without Telegram is written to."""
    member = await people.get(turn.tx, member_id)
    if member is not None and member.telegram_id is not None:
        key = f"request:{request.id}:{request.round}:{kind}:{member_id}"
        turn.tell(member.telegram_id, words, lane=Lane.REMINDER, key=key, silent=silent)


async def waiting(turn: Turn, request: HelpRequest) -> Waiting:
    """The request as it may be spoken of; it waits since it was asked, or since it was reopened."""
    events = await request_events.of(turn.tx, request.id)
    reopened = [event.at for event in events if event.kind is EventKind.REOPENED]
    return Waiting(request, max([request.created_at, *reopened]).astimezone(turn.now.tzinfo))
