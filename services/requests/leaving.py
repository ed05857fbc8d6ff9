"""Whether a request may leave the branch: the asker's yes or no, given at submission and changed at any time (E10)."""

from domain.members import Member
from domain.requests import HelpRequest, RequestStatus, is_open, may_ever_leave
from services.requests import cards, climbing, journal, reading, referring, renewing
from services.turn import Turn
from storage import people, request_watch
from storage import requests as store
from storage.request_events import EventKind


async def decide(turn: Turn, asker: Member, request_id: int, *, may_leave: bool) -> HelpRequest | None:
    """The asker decides; a ladder that had come to its end goes on at once. None where it is not theirs, or over.

    Who was asked last keeps their time. Taking the yes back closes what was asked outside: who is not in the branch
    can open it no more, and what such a person had in hand begins anew inside. A word of care stays inside: whom it
    is about has agreed to nothing (H24).
    """
    request = await request_watch.locked(turn.tx, request_id)
    if request is None or not is_open(request) or not await reading.is_own(turn, asker, request):
        return None
    if not may_ever_leave(request):
        return None
    if request.may_leave != may_leave:
        await store.change(turn.tx, request.id, may_leave=may_leave)
        await journal.note(turn, request, EventKind.LEAVE_CHANGED, actor_id=asker.id)
    changed = await cards.again(turn, request)
    await referring.consent_answered(turn, changed)
    if may_leave and not request.may_leave and await referring.at_the_end(turn, changed):
        await climbing.start(turn, changed)
    await _take_back_inside(turn, changed)
    changed = await cards.again(turn, changed)
    await cards.refresh(turn, changed)
    return changed


async def _take_back_inside(turn: Turn, request: HelpRequest) -> None:
    """What is done already only waits for the asker's word, and waits on."""
    owner = await people.get(turn.tx, request.owner_id) if request.owner_id is not None else None
    if owner is None or request.status is RequestStatus.RESOLVED or not await renewing.is_gone(turn, owner, request):
        return
    await renewing.begin_anew(turn, request)
    await climbing.start(turn, request)
