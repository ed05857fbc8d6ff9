"""Requests in hand: the owner is reminded once, then somebody else is asked to look (E9, E13, E14)."""

from datetime import datetime, timedelta
from typing import Final

from domain.concerns import Urgency
from domain.members import Member
from domain.messages import Message
from domain.requests import HelpRequest, Level, StepKind
from domain.requests.watching import Watched, due
from services import people as titles
from services import policies, standins
from services.policies import InForce
from services.requests import cards, journal, notices, renewing
from services.requests.rungs import done, ladder_of
from services.turn import Turn, apart
from storage import people, request_steps
from storage import request_watch as store
from storage.request_events import EventKind
from texts import ladder as say

LOOKS_EVERY: Final = timedelta(hours=1)
_EVENTS: Final = {
    StepKind.WARN_RESPOND: EventKind.WARNED,
    StepKind.WARN_RESOLVE: EventKind.WARNED,
    StepKind.STALL: EventKind.STALLED,
    StepKind.LOOK: EventKind.REMINDED,
}


async def watch(turn: Turn) -> bool:
    """A chore: look at one request that somebody has in hand."""
    request = await store.next_in_hand(turn.tx, turn.now)
    if request is None:
        return False
    if not await apart(turn, watch_one(turn, request)):
        await store.look_again(turn.tx, request.id, turn.now + LOOKS_EVERY)
    return True


async def watch_one(turn: Turn, request: HelpRequest) -> None:
    """Say what is due, and set when to look again; nothing is said in quiet hours unless it is urgent.

    What an owner can do nothing for any more goes back to the ladder.
    """
    in_force = await policies.of_request(turn, request)
    owner = await people.get(turn.tx, request.owner_id) if request.owner_id is not None else None
    if owner is None:
        return
    if await renewing.is_gone(turn, owner, request):
        await renewing.begin_anew(turn, request)
        await cards.refresh(turn, await cards.again(turn, request))
        return
    if not may_sound(request, in_force, turn.now):
        await store.look_again(turn.tx, request.id, in_force.calendar.first_loud(turn.now))
        return
    await _say_what_is_due(turn, request, in_force, owner)
    await store.look_again(turn.tx, request.id, turn.now + LOOKS_EVERY)


def may_sound(request: HelpRequest, in_force: InForce, now: datetime) -> bool:
    """Nobody is disturbed in quiet hours, unless it is urgent."""
    return request.urgency is Urgency.URGENT or not in_force.calendar.is_quiet(now)


async def _say_what_is_due(turn: Turn, request: HelpRequest, in_force: InForce, owner: Member) -> None:
    shown = await notices.waiting(turn, request)
    clocks = in_force.policy.clocks_for(request.topic, request.urgency)
    watched = Watched(request, shown.since, clocks, in_force.calendar)
    await _grant_wishes(turn, request, shown, owner)
    away = await standins.is_away(turn, owner.id)
    for kind in due(watched, await done(turn, request), turn.now, owner_away=away):
        match kind:
            case StepKind.WARN_RESPOND:
                await _say(turn, request, kind, owner.id, say.warn_respond(shown, turn.now))
            case StepKind.WARN_RESOLVE:
                await _say(turn, request, kind, owner.id, say.warn_resolve(shown, turn.now))
            case StepKind.STALL:
                await _say(turn, request, kind, owner.id, say.stall(shown, watched.last_word, turn.now))
            case _:
                words = say.look(shown, await titles.title(turn, owner), watched.last_word, turn.now)
                await _ask_to_look(turn, request, owner, words)


async def _grant_wishes(turn: Turn, request: HelpRequest, shown: say.Waiting, owner: Member) -> None:
    """请上级看看 said while somebody has it: who was meant is asked to look, if they still may."""
    steps = await done(turn, request)
    looking = {one.member_id for one in steps if one.kind is StepKind.LOOK}
    climbed = await ladder_of(turn, request)
    may_look = {*climbed.secretaries, *(person.member_id for person in climbed.people)} - {owner.id, *looking}
    for wish in steps:
        if wish.kind is StepKind.UP and wish.member_id in may_look:
            words = say.look_wished(shown, await titles.title(turn, owner), turn.now)
            await _say(turn, request, StepKind.LOOK, wish.member_id, words, wish.level)


async def _ask_to_look(turn: Turn, request: HelpRequest, owner: Member, words: Message) -> None:
    """Who answers for the branch; a matter that the secretary has in hand goes up, if it may. Nobody twice a round."""
    looking = {one.member_id for one in await done(turn, request) if one.kind is StepKind.LOOK}
    climbed = await ladder_of(turn, request)
    higher = [person.member_id for person in reversed(climbed.people)]
    if owner.id not in climbed.secretaries[:1]:
        higher = [*climbed.secretaries, *higher]
    for member_id in higher:
        if member_id not in {owner.id, *looking}:
            await _say(turn, request, StepKind.LOOK, member_id, words)
            return


async def _say(
    turn: Turn, request: HelpRequest, kind: StepKind, member_id: int, words: Message, level: Level | None = None
) -> None:
    if await request_steps.fire(turn.tx, request.id, request.round, kind, member_id, turn.now, level):
        await journal.note(turn, request, _EVENTS[kind], other_id=member_id)
        await notices.tell(turn, request, str(kind), member_id, words, silent=False)
