"""How a request ends and begins again: the asker confirms, is silent, or opens it again (H20, H21, H22)."""

from dataclasses import replace
from datetime import timedelta

from domain.members import Member
from domain.requests import HelpRequest, Outcome, RequestStatus, clocks, may_reopen
from domain.requests import closing as rules
from services import policies, standins
from services.requests import cards, climbing, journal, reading, renewing, watching
from services.turn import Turn, apart
from storage import people as members
from storage import request_watch
from storage import requests as store
from storage.request_events import EventKind

_TRY_AGAIN = timedelta(hours=1)  # after one that failed; the others go on
_GRACE = timedelta(days=1)  # between the reminder and closing, also where the bot was down meanwhile


async def confirm(turn: Turn, asker: Member, request_id: int) -> HelpRequest | None:
    """解决了. None where there is nothing to confirm."""
    request = await _own(turn, asker, request_id, RequestStatus.RESOLVED)
    if request is None:
        return None
    await _close(turn, request, Outcome.CONFIRMED)
    await journal.note(turn, request, EventKind.CONFIRMED, actor_id=asker.id)
    closed = await cards.again(turn, request)
    if not rules.may_be_asked(closed, await _all_words(turn, closed)):
        await store.change(turn.tx, request.id, rating=rules.SKIPPED)
    await cards.refresh(turn, closed)
    return closed


async def not_yet(turn: Turn, asker: Member, request_id: int) -> HelpRequest | None:
    """还没有: it goes on where it was, and the owner hears of it."""
    request = await _own(turn, asker, request_id, RequestStatus.RESOLVED)
    if request is None:
        return None
    await journal.note(turn, request, EventKind.NOT_YET, actor_id=asker.id)
    return await _go_on(turn, request)


async def reopen(turn: Turn, asker: Member, request_id: int) -> HelpRequest | None:
    """重新打开: with the same owner where that person is still there, else the ladder begins anew."""
    request = await _own(turn, asker, request_id, RequestStatus.CLOSED)
    if request is None or not may_reopen(request, turn.now):
        return None
    await journal.note(turn, request, EventKind.REOPENED, actor_id=asker.id)
    await store.change(turn.tx, request.id, closed_at=None, outcome=None, rating=None)
    return await _go_on(turn, request)


async def rate(turn: Turn, asker: Member, request_id: int, rating: int) -> HelpRequest | None:
    """The one answer to the one question; SKIPPED is an answer too."""
    request = await _own(turn, asker, request_id, RequestStatus.CLOSED)
    if request is None or not rules.is_asked(request):
        return None
    await store.change(turn.tx, request.id, rating=rating)
    await cards.refresh(turn, await cards.again(turn, request))
    return request


async def close_silent(turn: Turn) -> bool:
    """A chore: one request whose asker says nothing is brought up once more, and closed three days later."""
    request = await request_watch.next_unconfirmed(
        turn.tx,
        turn.now,
        to_remind=turn.now - rules.REMINDED_AFTER,
        to_close=turn.now - rules.CLOSES_AFTER,
        reminded_before=turn.now - _GRACE,
    )
    if request is None:
        return False
    in_force = await policies.of_request(turn, request)
    if in_force.calendar.is_quiet(turn.now):
        return False
    if not await apart(turn, _close_or_remind(turn, request)):
        await request_watch.look_again(turn.tx, request.id, turn.now + _TRY_AGAIN)
    return True


async def _close_or_remind(turn: Turn, request: HelpRequest) -> None:
    if rules.to_be_reminded(request, turn.now):
        await store.change(turn.tx, request.id, reminded_at=turn.now)
    else:
        await _close(turn, request, Outcome.SILENT)
        await journal.note(turn, request, EventKind.CLOSED_SILENT)
    await cards.to_asker(turn, request, anew=True)
    await cards.refresh(turn, await cards.again(turn, request))


async def _close(turn: Turn, request: HelpRequest, outcome: Outcome) -> None:
    await store.change(
        turn.tx,
        request.id,
        status=RequestStatus.CLOSED,
        outcome=outcome,
        closed_at=turn.now,
        update_by=None,
        next_step_at=None,
    )


async def _go_on(turn: Turn, request: HelpRequest) -> HelpRequest:
    owner = await members.get(turn.tx, request.owner_id) if request.owner_id is not None else None
    if owner is not None and await _is_there(turn, owner, request):
        await _back_to(turn, owner, request)
    else:
        await _begin_anew(turn, request)
    return await cards.again(turn, request)


async def _back_to(turn: Turn, owner: Member, request: HelpRequest) -> None:
    """In a round of its own: what the clock has said to the owner before it may say again (E9)."""
    in_force = await policies.of_request(turn, request)
    pace = in_force.policy.clocks_for(request.topic, request.urgency)
    promise = clocks.promised(pace, in_force.calendar, turn.now)
    await store.change(
        turn.tx,
        request.id,
        status=RequestStatus.IN_PROGRESS,
        resolved_at=None,
        round=request.round + 1,
        respond_by=max(request.respond_by, promise.respond_by),
        update_by=clocks.update_due(pace, in_force.calendar, turn.now),
        resolve_by=max(request.resolve_by, promise.resolve_by),
    )
    again = await cards.again(turn, request)
    await cards.bring(turn, again, owner, silent=not watching.may_sound(again, in_force, turn.now))
    await cards.refresh(turn, again)


async def _begin_anew(turn: Turn, request: HelpRequest) -> None:
    await renewing.begin_anew(turn, request)
    await climbing.start(turn, request)
    await cards.refresh(turn, await cards.again(turn, request))


async def _is_there(turn: Turn, owner: Member, request: HelpRequest) -> bool:
    opened = replace(request, status=RequestStatus.IN_PROGRESS)
    return not await standins.is_away(turn, owner.id) and not await renewing.is_gone(turn, owner, opened)


async def _own(turn: Turn, asker: Member, request_id: int, status: RequestStatus) -> HelpRequest | None:
    request = await request_watch.locked(turn.tx, request_id)
    if request is None or request.status is not status:
        return None
    return request if await reading.is_own(turn, asker, request) else None


async def _all_words(turn: Turn, request: HelpRequest) -> str:
    """The asker's own words about it, for one question of tact."""
    asker = await members.get(turn.tx, request.asker_id) if request.asker_id is not None else None
    opened = await reading.own_words(turn, asker, request.id) if asker is not None else None
    if opened is None:
        return ""
    return "\n".join(filter(None, [opened.text, *(words.text for words in opened.words)]))
