"""Short letters about a request to those who help: its number, category and waiting time, nothing else (E12)."""

from collections.abc import Sequence

from domain.messages import Lane, Message
from domain.requests import HelpRequest
from services.turn import Turn
from storage import people, request_events
from texts.ladder import Waiting


async def tell(turn: Turn, request: HelpRequest, kind: str, member_id: int, words: Message, *, silent: bool) -> None:
    """A letter that is written once a round, whatever is started anew; nobody without Telegram is written to."""
    member = await people.get(turn.tx, member_id)
    if member is not None and member.telegram_id is not None:
        key = f"request:{request.id}:{request.round}:{kind}:{member_id}"
        turn.tell(member.telegram_id, words, lane=Lane.REMINDER, key=key, silent=silent)


async def waiting(turn: Turn, request: HelpRequest) -> Waiting:
    """The request as it may be spoken of; it waits since it was asked, or since it was reopened."""
    (only,) = await all_waiting(turn, [request])
    return only


async def all_waiting(turn: Turn, requests: Sequence[HelpRequest]) -> list[Waiting]:
    """The same for several, in their order."""
    reopened = await request_events.reopened_at(turn.tx, [request.id for request in requests])
    since = {one.id: reopened.get(one.id, one.created_at).astimezone(turn.now.tzinfo) for one in requests}
    return [Waiting(request, since[request.id]) for request in requests]
