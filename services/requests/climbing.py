"""The ladder: one due request a turn, one step at a time, until somebody says 我来办 (E4 to E7, E10 to E12)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from domain.members import Member
from domain.requests import HelpRequest, RequestStatus, Step, StepKind, clocks, may_ever_leave, next_step, step_up
from services import people as titles
from services import policies
from services.requests import cards, journal, notices, referring, watching
from services.requests.rungs import Preview, done, ladder_of, preview
from services.requests.watching import may_sound
from services.turn import Turn, apart
from storage import people, request_steps, request_watch
from storage import requests as store
from storage.request_events import EventKind
from texts import ladder as say

BETWEEN_WISHES: Final = timedelta(minutes=15)
TRY_AGAIN: Final = timedelta(minutes=10)  # after a step that failed

__all__ = ["Preview", "climb", "ladder_of", "preview", "start", "stop", "upwards"]


@dataclass(frozen=True, slots=True)
class WentUp:
    """Somebody higher up was asked, or was asked to look at what somebody has in hand."""

    title: str


@dataclass(frozen=True, slots=True)
class LaterUp:
    """It is quiet hours: they are asked at this moment."""

    title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class JustAsked:
    """Somebody was asked a moment ago on this wish: they are given time before the next one up is."""

    title: str


@dataclass(frozen=True, slots=True)
class NeedsConsent:
    """The next one up stands outside the branch."""


@dataclass(frozen=True, slots=True)
class AtTheTop:
    """Everybody who can be asked has been."""


Upwards: TypeAlias = WentUp | LaterUp | JustAsked | NeedsConsent | AtTheTop


async def start(turn: Turn, request: HelpRequest) -> None:
    """Ask the first person now, or at the end of quiet hours. Right after a request was stored, reopened or let go.

    Also right after the asker has changed who may see it: nobody is asked twice in a round.
    """
    fresh = await request_watch.locked(turn.tx, request.id)
    if fresh is not None:
        await _climb(turn, fresh)


async def stop(turn: Turn, request: HelpRequest) -> None:
    """No further step, whatever was planned (E7)."""
    await store.change(turn.tx, request.id, next_step_at=None)


async def climb(turn: Turn) -> bool:
    """A chore: the next step of one request."""
    request = await request_watch.next_on_ladder(turn.tx, turn.now)
    if request is None:
        return False
    if not await apart(turn, _climb(turn, request)):
        await store.change(turn.tx, request.id, next_step_at=turn.now + TRY_AGAIN)
    return True


async def upwards(turn: Turn, request: HelpRequest) -> Upwards:
    """请上级看看: the next level is asked now, or asked to look where somebody has it in hand (E11, HELP-05)."""
    fresh = await request_watch.locked(turn.tx, request.id)
    if fresh is None or fresh.status in {RequestStatus.CLOSED, RequestStatus.WITHDRAWN}:
        return AtTheTop()
    just_asked = await _just_asked(turn, fresh)
    if just_asked is not None:
        return JustAsked(await titles.title(turn, just_asked))
    climbed = await ladder_of(turn, fresh)
    step = step_up(climbed, await done(turn, fresh), fresh.owner_id)
    person = await people.get(turn.tx, step.member_id) if step is not None else None
    if step is None or person is None:
        return NeedsConsent() if climbed.closed_above and may_ever_leave(fresh) else AtTheTop()
    await journal.note(turn, fresh, EventKind.ASKED_UPWARDS, actor_id=fresh.asker_id, other_id=person.id)
    return await _go_up(turn, fresh, step, person)


async def _just_asked(turn: Turn, request: HelpRequest) -> Member | None:
    """Who was asked on the asker's wish less than a quarter of an hour ago; an impatient finger climbs no ladder."""
    fired = await request_steps.fired(turn.tx, request.id, request.round)
    lately = [one for one in fired if one.kind is StepKind.UP and turn.now - one.fired_at < BETWEEN_WISHES]
    return await people.get(turn.tx, lately[-1].member_id) if lately else None


async def _go_up(turn: Turn, request: HelpRequest, step: Step, person: Member) -> Upwards:
    """The wish is a row: the chores see it in the morning, if it has to wait until then."""
    await request_steps.fire(turn.tx, request.id, request.round, StepKind.UP, person.id, turn.now, step.level)
    in_force = await policies.of_request(turn, request)
    title = await titles.title(turn, person)
    if request.owner_id is None:
        await _climb(turn, request)
    else:
        await watching.watch_one(turn, request)
    if may_sound(request, in_force, turn.now):
        return WentUp(title)
    return LaterUp(title, in_force.calendar.first_loud(turn.now))


async def _climb(turn: Turn, request: HelpRequest) -> None:
    if request.status is not RequestStatus.NEW or request.owner_id is not None:
        await stop(turn, request)
        return
    in_force = await policies.of_request(turn, request)
    if not may_sound(request, in_force, turn.now):
        await store.change(turn.tx, request.id, next_step_at=in_force.calendar.first_loud(turn.now))
        return
    step = next_step(await ladder_of(turn, request), await done(turn, request))
    if step is not None:
        await _do(turn, request, step)
    # At the top, too: by then somebody may be back, newly appointed, or allowed to see it.
    after = clocks.step_after(in_force.policy.clocks_for(request.topic, request.urgency), in_force.calendar, turn.now)
    await store.change(turn.tx, request.id, next_step_at=after)


async def _do(turn: Turn, request: HelpRequest, step: Step) -> None:
    match step.kind:
        case StepKind.ASK:
            await _ask(turn, request, step)
        case StepKind.REMIND_SECRETARY:
            await _remind(turn, request, step)
            await cards.to_asker(turn, request, anew=False)
        case _:
            await referring.refer(turn, request, step)
            await cards.to_asker(turn, request, anew=False)


async def _ask(turn: Turn, request: HelpRequest, step: Step) -> None:
    member = await people.get(turn.tx, step.member_id)
    before = [one for one in await done(turn, request) if one.kind is StepKind.ASK]
    if member is None or not await cards.ask(turn, request, member, step.level):
        return
    if before:
        shown = await notices.waiting(turn, request)
        words = say.passed_on(shown, await titles.title(turn, member))
        await notices.tell(turn, request, "passed_on", before[-1].member_id, words, silent=True)
    await cards.refresh(turn, request)


async def _remind(turn: Turn, request: HelpRequest, step: Step) -> None:
    if not await request_steps.fire(
        turn.tx, request.id, request.round, step.kind, step.member_id, turn.now, step.level
    ):
        return
    await journal.note(turn, request, EventKind.REMINDED, other_id=step.member_id)
    words = say.remind_secretary(await notices.waiting(turn, request), turn.now)
    await notices.tell(turn, request, "remind", step.member_id, words, silent=False)
