"""撤回并删除: the words, the files and whose it was go at once; that there was a request is still counted (H23)."""

from domain.members import Member
from domain.requests import Outcome, RequestStatus
from services import lessons
from services.requests import asking, cards, journal
from services.turn import Turn
from storage import access_log, outbox, request_events, request_words
from storage import requests as store
from storage.request_events import EventKind


async def forget(turn: Turn, asker: Member) -> int:
    """All that somebody ever asked for: whoever goes could not be answered any more. Returns how many."""
    withdrawn = [await withdraw(turn, asker, one.id) for one in await store.of_asker(turn.tx, asker.id)]
    return sum(number is not None for number in withdrawn)


async def withdraw(turn: Turn, asker: Member, request_id: int) -> str | None:
    """At any time, also after it was closed. Returns its number; None where it is not theirs."""
    request = await asking.own(turn, asker, request_id)
    if request is None or request.status is RequestStatus.WITHDRAWN:
        return None
    await store.change(
        turn.tx,
        request.id,
        status=RequestStatus.WITHDRAWN,
        outcome=Outcome.WITHDRAWN,
        closed_at=turn.now,
        next_step_at=None,
        update_by=None,
        rating=None,
    )
    await journal.note(turn, request, EventKind.WITHDRAWN)
    await store.erase(turn.tx, request.id)
    await request_words.erase(turn.tx, request.id)
    await lessons.forget(turn, request.id)
    for person_id in {asker.id, request.asker_id or asker.id, request.about_id or asker.id}:
        await request_events.forget_person(turn.tx, request.id, person_id)
        await access_log.forget_person(turn.tx, request.id, person_id)
    await outbox.forget_topic(turn.tx, asking.topic(request))
    if asker.telegram_id is not None:
        await outbox.forget_keys(turn.tx, asker.telegram_id, f"request:{request.id}:")
    await cards.refresh(turn, await cards.again(turn, request))
    return request.number
