"""What a helper's messages show, drawn from the database at the moment they are sent."""

from typing import Final

from domain.members import Member
from domain.messages import Message
from domain.requests import HelpRequest, RequestStatus, is_open
from services import people as persons
from services.requests import notices, reading
from services.requests.reading import Opened
from services.turn import Turn
from storage import people, request_events, request_steps
from storage import requests as store
from storage.request_events import EventKind
from texts import helping as say

_TELLING: Final = say.NEWS | {EventKind.TAKEN, EventKind.REPLIED, EventKind.RESOLVED, EventKind.ADDED}


async def card(turn: Turn, step_id: int) -> Message | None:
    """A helper's card: what it is about and what can be done. Never the text, never a name."""
    found = await _asked(turn, step_id)
    if found is None:
        return None
    request, helper = found
    over = say.card_over(request.number)
    if request.status is RequestStatus.WITHDRAWN:
        return say.card_withdrawn(request.number)
    if not is_open(request):
        return over
    if await reading.refusal(turn, helper.id, request) is None:
        drawn = say.card_mine if request.owner_id == helper.id else say.card_asked
        return drawn(request, await _state(turn, request), turn.now)
    other = request.owner_id if request.owner_id != helper.id else None
    owner = await people.get(turn.tx, other) if other is not None else None
    taken_by = await persons.title(turn, owner) if owner is not None else None
    return say.card_quiet(request.number, taken_by)


async def words_card(turn: Turn, step_id: int) -> Message | None:
    """The words a helper has opened; nothing of them once it is over, or somebody else's to read."""
    found = await _asked(turn, step_id)
    if found is None:
        return None
    request, helper = found
    if request.status is RequestStatus.WITHDRAWN:
        return say.words_withdrawn(request.number)
    if not is_open(request):
        return say.words_closed(request.number)
    opened = await reading.look(turn, helper.id, request)
    if not isinstance(opened, Opened):
        return say.words_put_away(request.number)
    return say.words(opened_words(opened, mine=request.owner_id == helper.id), turn.now)


def opened_words(opened: Opened, *, mine: bool) -> say.OpenedWords:
    """An opening as the text module wants it."""
    said = tuple(
        say.SaidWords(words.at, words.kind, opened.speakers.get(words.speaker_id or 0, ""), words.text, words.file_kind)
        for words in opened.words
    )
    return say.OpenedWords(opened.request, opened.text, said, opened.asker, opened.about, opened.entered_by, mine)


async def _state(turn: Turn, request: HelpRequest) -> say.State:
    """Since when it waits, and the newest thing a helper should know: why the card comes down again.

    What its owner did is no news to them: taking it over stands in the journal as a transfer to oneself.
    """
    telling = [event for event in await request_events.of(turn.tx, request.id) if event.kind in _TELLING]
    last = telling[-1] if telling and telling[-1].kind in say.NEWS else None
    if last is not None and last.actor_id == request.owner_id:
        last = None
    who = await people.get(turn.tx, last.actor_id) if last is not None and last.actor_id is not None else None
    since = (await notices.waiting(turn, request)).since
    return say.State(since, last.kind if last is not None else None, who.name if who is not None else "")


async def _asked(turn: Turn, step_id: int) -> tuple[HelpRequest, Member] | None:
    step = await request_steps.get(turn.tx, step_id)
    request = await store.get(turn.tx, step.request_id) if step is not None else None
    helper = await people.get(turn.tx, step.member_id) if step is not None else None
    return (request, helper) if request is not None and helper is not None else None
