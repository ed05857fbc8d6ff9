"""Whether a request may leave the branch: the asker's yes or no, given at submission and changed at any time (E10)."""

from domain.members import Member
from domain.requests import HelpRequest, is_open
from services.requests import cards, climbing, journal, referring, voices
from services.turn import Turn
from storage import request_watch
from storage import requests as store
from storage.request_events import EventKind


async def decide(turn: Turn, asker: Member, request_id: int, *, may_leave: bool) -> HelpRequest | None:
    """The asker decides; a ladder that had come to its end goes on at once. None where it is not theirs, or over.

    Who was asked last keeps their time. Taking the yes back closes what was asked outside: who is not in the branch
    can open it no more.
    """
    request = await request_watch.locked(turn.tx, request_id)
    voice = await voices.spokesman(turn, request) if request is not None else None
    if request is None or voice is None or voice.id != asker.id or not is_open(request):
        return None
    if request.may_leave != may_leave:
        await store.change(turn.tx, request.id, may_leave=may_leave)
        await journal.note(turn, request, EventKind.LEAVE_CHANGED, actor_id=asker.id)
    changed = await cards.again(turn, request)
    await referring.consent_answered(turn, changed)
    if may_leave and not request.may_leave and await referring.at_the_end(turn, changed):
        await climbing.start(turn, changed)
    await cards.refresh(turn, changed)
    return changed
