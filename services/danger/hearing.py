"""Answering somebody in danger, and what they say about it afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain import danger as rules
from domain.danger import TakenBack
from domain.members import Member
from domain.messages import Lane
from services.danger import calling
from services.turn import Turn
from storage import danger as store
from storage import people as members
from texts import danger as say


@dataclass(frozen=True, slots=True)
class Heard:
    """What was done about it: names of who is told right now, or who has answered already.

    `again` is a further cry of one round; `known` whether the branch knows the person; `more` whether further people
    could be called.
    """

    called: Sequence[str]
    coming: str | None
    known: bool
    again: bool
    more: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """It is taken back: names of who was told, and when it is asked after; no call where nobody was called."""

    told: Sequence[str]
    call_id: int | None
    follow_up_at: datetime | None


async def hear(turn: Turn, telegram_id: int, member: Member | None) -> Heard:
    """Somebody is in danger. A first cry starts a round of calls; one within the hour finds it under way.

    A round that was answered half an hour ago, or taken back, is over: the next cry starts a new one.
    """
    await store.note_gentle(turn.tx, telegram_id, turn.now)
    if member is None:
        return Heard((), None, known=False, again=False, more=False)
    call = await store.latest_call(turn.tx, member.id)
    circle = await calling.circle_of(turn, member)
    if call is None or not rules.stands(call, turn.now):
        await calling.call(turn, member, circle)
        return Heard(_names(circle.first), None, known=True, again=False, more=bool(circle.further))
    rung = await calling.called_for(turn, call.id)
    coming = await members.get(turn.tx, call.answered_by) if call.answered_by is not None else None
    further = {one.id for one in (*circle.first, *circle.further)} - {one.id for one in rung}
    return Heard(_names(rung), coming.name if coming else None, known=True, again=True, more=bool(further))


async def can_take_back(turn: Turn, member: Member | None) -> bool:
    """Whether there is a call of the last day that was not taken back yet."""
    newest = await store.calls_of(turn.tx, member.id, 1) if member is not None else []
    return any(call.taken_back is None and turn.now - call.called_at <= rules.RINGS_FOR for call in newest)


async def take_back(turn: Turn, member: Member | None, how: TakenBack) -> Taken:
    """误会了 or 我现在安全 (SAFE-08): accepted, and no all-clear. Who was called is told what the person says."""
    call = await store.latest_call(turn.tx, member.id) if member is not None else None
    if member is None or call is None or turn.now - call.called_at > rules.RINGS_FOR:
        return Taken((), None, None)
    follow_up_at = rules.follow_up_at(turn.now)
    if not await store.take_back(turn.tx, call.id, how, follow_up_at):
        return Taken((), None, None)
    rung = await calling.called_for(turn, call.id)
    await calling.tell_all(turn, rung, say.taken_back_told(member.name, how))
    return Taken(_names(rung), call.id, follow_up_at)


async def no_follow_up(turn: Turn, member: Member, call_id: int) -> None:
    """不用再问."""
    call = await store.call(turn.tx, call_id)
    if call is not None and call.member_id == member.id:
        await store.no_follow_up(turn.tx, call_id)


async def follow_up(turn: Turn) -> bool:
    """A chore: one gentle question the morning after, unless there has been a newer cry or it is long past."""
    for call in await store.to_follow_up(turn.tx, turn.now):
        await store.no_follow_up(turn.tx, call.id)
        member = await members.get(turn.tx, call.member_id)
        newest = await store.calls_of(turn.tx, call.member_id, 1)
        late = call.follow_up_at is None or turn.now - call.follow_up_at > rules.LATE_BY
        if member is not None and member.telegram_id is not None and newest[0].id == call.id and not late:
            turn.tell(member.telegram_id, say.follow_up(call.id, member.telegram_id))
    return False


async def asked_lately(turn: Turn, telegram_id: int, member: Member | None) -> bool:
    """Whether they were asked how they are: gently, or the morning after."""
    last = await store.last_gentle(turn.tx, telegram_id)
    newest = await store.calls_of(turn.tx, member.id, 1) if member is not None else []
    gently = last is not None and turn.now - last < rules.GENTLY_EVERY
    return gently or any(turn.now - call.called_at < rules.ASKED_LATELY for call in newest)


async def ask_gently(turn: Turn, telegram_id: int) -> None:
    """After a cue that may mean nothing, at most once in twelve hours, and never after an answer to danger."""
    last = await store.last_gentle(turn.tx, telegram_id)
    if last is None or turn.now - last >= rules.GENTLY_EVERY:
        await store.note_gentle(turn.tx, telegram_id, turn.now)
        turn.tell(telegram_id, say.gentle(telegram_id), lane=Lane.ANSWER)


def _names(people: Sequence[Member]) -> list[str]:
    return [person.name for person in people]
