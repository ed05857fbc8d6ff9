"""我来接手: who was asked to look takes a request over from somebody who has said nothing for long (E5, E9)."""

from dataclasses import replace

from domain.members import Member
from domain.requests import HelpRequest, RequestStatus, StepKind, clocks
from services import people, policies
from services.requests import cards, journal, notices, reading, voices
from services.requests.rungs import done
from services.turn import Turn
from storage import people as members
from storage import request_watch
from storage import requests as store
from storage.request_events import EventKind
from texts import ladder as say

_IN_HAND = frozenset({RequestStatus.ACKNOWLEDGED, RequestStatus.IN_PROGRESS})


async def take_over(turn: Turn, member: Member, request_id: int) -> HelpRequest | None:
    """Become the owner; the old owner is thanked, and the asker hears who has it now.

    None where nobody has it in hand, or this person was not asked to look, or must not see it.
    """
    request = await request_watch.locked(turn.tx, request_id)
    if request is None or request.owner_id is None or request.status not in _IN_HAND:
        return None
    looking = {one.member_id for one in await done(turn, request) if one.kind is StepKind.LOOK}
    before = await members.get(turn.tx, request.owner_id)
    if before is None or before.id == member.id:
        return None
    refused = await reading.refusal(turn, member.id, replace(request, owner_id=member.id))
    if member.id not in looking or refused is not None:
        await reading.log(turn, request, member.id, granted=False)
        return None
    if not await store.hand_on(turn.tx, request.id, before.id, member.id):
        return None
    taken = await _settled(turn, request)
    await journal.note(turn, taken, EventKind.TRANSFERRED, actor_id=member.id, other_id=member.id)
    if not await cards.ask(turn, taken, member):
        await cards.bring(turn, taken, member)
    await cards.refresh(turn, taken)
    await _tell(turn, taken, before, await people.title(turn, member))
    return taken


async def _settled(turn: Turn, request: HelpRequest) -> HelpRequest:
    """The asker hears of it, so the time of the next word runs anew."""
    in_force = await policies.of_request(turn, request)
    pace = in_force.policy.clocks_for(request.topic, request.urgency)
    due = clocks.update_due(pace, in_force.calendar, turn.now)
    await store.change(turn.tx, request.id, update_by=due)
    return await cards.again(turn, request)


async def _tell(turn: Turn, request: HelpRequest, before: Member, title: str) -> None:
    shown = await notices.waiting(turn, request)
    if before.telegram_id is not None:
        turn.tell(before.telegram_id, say.taken_over(shown, title), silent=True)
    await voices.tell(turn, request, say.taken_over_for_you(shown, title))
