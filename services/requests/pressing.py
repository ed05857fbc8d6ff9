"""The asker presses for a request: 催一下 and 请上级看看 (E11)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from domain.members import Member
from domain.requests import HelpRequest, StepKind, is_open
from services import people, policies
from services.requests import asking, cards, climbing, journal, reading, watching
from services.requests.asking import TooLate
from services.turn import Turn
from storage import people as members
from storage import request_events, request_steps
from storage.request_events import EventKind


@dataclass(frozen=True, slots=True)
class Nudged:
    name: str | None


@dataclass(frozen=True, slots=True)
class NudgedToday:
    pass


@dataclass(frozen=True, slots=True)
class QuietNow:
    """Nobody is disturbed before this moment."""

    until: datetime


Nudge: TypeAlias = Nudged | NudgedToday | QuietNow | TooLate


async def nudge(turn: Turn, member: Member, request_id: int) -> Nudge:
    """催一下: the card of who has it, or was asked last, comes down with sound; once a day (E11)."""
    request = await asking.own(turn, member, request_id)
    if request is None or not is_open(request):
        return TooLate()
    if await nudged_today(turn, request):
        return NudgedToday()
    in_force = await policies.of_request(turn, request)
    if not watching.may_sound(request, in_force, turn.now):
        return QuietNow(in_force.calendar.first_loud(turn.now))
    await journal.note(turn, request, EventKind.NUDGED, actor_id=member.id)
    helper = await has_it(turn, request)
    if helper is not None:
        await cards.bring(turn, request, helper, silent=False)
    await cards.refresh(turn, request)
    return Nudged(await people.title(turn, helper) if helper is not None else None)


async def go_up(turn: Turn, member: Member, request_id: int) -> climbing.Upwards | TooLate:
    """请上级看看 (E11)."""
    request = await asking.own(turn, member, request_id)
    if request is None or not is_open(request):
        return TooLate()
    outcome = await climbing.upwards(turn, request)
    await cards.refresh(turn, await cards.again(turn, request))
    return outcome


async def has_it(turn: Turn, request: HelpRequest) -> Member | None:
    """The owner, or the person asked last in this round who may still open it."""
    if request.owner_id is not None:
        return await members.get(turn.tx, request.owner_id)
    for step in reversed(await request_steps.fired(turn.tx, request.id, request.round)):
        if step.kind is StepKind.ASK and await reading.refusal(turn, step.member_id, request) is None:
            return await members.get(turn.tx, step.member_id)
    return None


async def nudged_today(turn: Turn, request: HelpRequest) -> bool:
    last = [one.at for one in await request_events.of(turn.tx, request.id) if one.kind is EventKind.NUDGED]
    return bool(last) and turn.now - last[-1] < timedelta(days=1)
