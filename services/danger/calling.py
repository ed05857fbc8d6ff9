"""Calling people: at once, again after 5 and 15 minutes, until one answers (SAFE-03). In private, at any hour."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from domain import danger as rules
from domain.danger import Call, Circle, TakenBack
from domain.members import Member, MemberStatus
from domain.messages import Lane, Message
from services import standins
from services.contacts import finding
from services.turn import Turn, apart
from storage import contacts, nodes
from storage import danger as store
from storage import people as members
from texts import danger as say
from texts import refusals


@dataclass(frozen=True, slots=True)
class Yours:
    """The first answer: the call is theirs."""

    member: Member


@dataclass(frozen=True, slots=True)
class YoursAlready:
    member: Member


@dataclass(frozen=True, slots=True)
class WithSomebody:
    member: Member
    by: Member


@dataclass(frozen=True, slots=True)
class OverAlready:
    """The person has taken it back; they are still worth a call."""

    member: Member
    how: TakenBack


@dataclass(frozen=True, slots=True)
class NotCalled:
    """Whoever pressed was not called, or the call is long forgotten."""


Answer: TypeAlias = Yours | YoursAlready | WithSomebody | OverAlready | NotCalled


async def circle_of(turn: Turn, member: Member) -> Circle:
    """Who can be called for a member now. Never the member: a leader in danger is called by the next one."""
    branch_id = await finding.branch_id_of(turn, member)
    ladder = [node.id for node in (await nodes.tree(turn.tx)).ladder(member.node_id)]
    rungs = ladder[: ladder.index(branch_id) + 1]
    leaders = rules.leaders_first(await members.offices_at(turn.tx, rungs))
    on_duty = await contacts.on_duty(turn.tx, branch_id)
    trusted = [one.contact_id for one in await contacts.contacts_of(turn.tx, member.id) if one.accepted]
    there = {
        one.id: one for one in await contacts.reachable(turn.tx, [*trusted, *on_duty, *leaders]) if one.id != member.id
    }
    away = [member_id for member_id in there if await standins.is_away(turn, member_id)]
    return rules.circle(
        next((there[one] for one in trusted if one in there), None),
        [there[one] for one in on_duty if one in there],
        [there[one] for one in leaders if one in there],
        away,
    )


async def call(turn: Turn, member: Member, circle: Circle) -> None:
    """Start a round with those who are called at once."""
    begun = await store.begin_call(turn.tx, member.id, turn.now)
    await ring(turn, begun, member, circle.first)


async def ring(turn: Turn, call: Call, member: Member, whom: Iterable[Member]) -> list[Member]:
    """Let it ring with these people, once at each ring of a call; returns who had not been called at this ring."""
    rung = {member_id for member_id, _ in await store.rung(turn.tx, call.id)}
    fresh = []
    for place, person in enumerate(whom):
        if person.telegram_id is not None and await store.ring(turn.tx, call.id, person.id, call.ring, place, turn.now):
            again = person.id in rung
            alert = say.alert(member.name, call, person.telegram_id, turn.now, again=again)
            turn.tell(person.telegram_id, alert, lane=Lane.DANGER)
            fresh.append(person)
    return fresh


async def ring_again(turn: Turn) -> bool:
    """A chore: every call that nobody answered. Who was called and has become unreachable since is replaced."""
    for call in await store.unanswered(turn.tx, turn.now - rules.RINGS_FOR):
        await apart(turn, _ring_again(turn, call))
    return False


async def _ring_again(turn: Turn, call: Call) -> None:
    member = await members.get(turn.tx, call.member_id)
    if member is None or member.status is MemberStatus.DECEASED:
        return
    due = rules.ring_due(call, turn.now)
    if due > call.ring:
        await store.note_ring(turn.tx, call.id, due)
        await _ring_for(turn, rules.at_ring(call, due), member, tells=due == rules.LAST_RING)
    elif call.ring < rules.LAST_RING:
        await _ring_for(turn, call, member, tells=False)


async def _ring_for(turn: Turn, call: Call, member: Member, *, tells: bool) -> None:
    """At the last ring everybody who leads the branch is called too, and the person hears how it stands."""
    circle = await circle_of(turn, member)
    before = {member_id for member_id, _ in await store.rung(turn.tx, call.id)}
    whom = circle.first if call.ring < rules.LAST_RING else (*circle.first, *circle.further)
    rung = await ring(turn, call, member, whom)
    if tells and member.telegram_id is not None:
        fresh = [one.name for one in rung if one.id not in before]
        turn.tell(member.telegram_id, say.still_nobody(fresh), lane=Lane.DANGER)


async def call_more(turn: Turn, member: Member) -> Sequence[Member]:
    """The person wants more people called, now; returns who had not been called yet."""
    call = await store.latest_call(turn.tx, member.id)
    if call is None or not rules.stands(call, turn.now):
        return ()
    before = {member_id for member_id, _ in await store.rung(turn.tx, call.id)}
    circle = await circle_of(turn, member)
    return await ring(turn, call, member, [one for one in (*circle.first, *circle.further) if one.id not in before])


async def answer(turn: Turn, me: Member, call_id: int) -> Answer:
    """我来联系: the first one has it; the others and the person are told (SAFE-03, SAFE-04)."""
    call = await store.call(turn.tx, call_id)
    member = await members.get(turn.tx, call.member_id) if call is not None else None
    rung = await called_for(turn, call_id)
    if call is None or member is None or me.id not in {one.id for one in rung}:
        return NotCalled()
    if await store.answer(turn.tx, call_id, me.id, turn.now):
        others = [one for one in await called_for(turn, call_id) if one.id != me.id]  # a ring may have come before us
        await tell_all(turn, others, say.with_somebody(me.name, member.name))
        if member.telegram_id is not None:
            turn.tell(member.telegram_id, say.coming_to_you(me.name), lane=Lane.DANGER)
        return Yours(member)
    return await _too_late(turn, me, member, call_id)


async def _too_late(turn: Turn, me: Member, member: Member, call_id: int) -> Answer:
    call = await store.call(turn.tx, call_id)
    if call is not None and call.taken_back is not None:
        return OverAlready(member, call.taken_back)
    by = await members.get(turn.tx, call.answered_by) if call is not None and call.answered_by is not None else None
    if by is None:
        return NotCalled()
    return YoursAlready(member) if by.id == me.id else WithSomebody(member, by)


async def reached(turn: Turn, me: Member, call_id: int) -> bool:
    """联系上了: the others can rest."""
    call = await store.call(turn.tx, call_id)
    member = await members.get(turn.tx, call.member_id) if call is not None else None
    if member is None or not await store.note_reached(turn.tx, call_id, me.id, turn.now):
        return False
    others = [one for one in await called_for(turn, call_id) if one.id != me.id]
    await tell_all(turn, others, say.reached(me.name, member.name))
    return True


async def not_reached(turn: Turn, me: Member, call_id: int) -> bool:
    """联系不上: nobody has answered any more, and everybody is called; whoever says so need not be told again."""
    if not await store.hand_back(turn.tx, call_id, me.id):
        return False
    call = await store.call(turn.tx, call_id)
    member = await members.get(turn.tx, call.member_id) if call is not None else None
    if call is not None and member is not None:
        await store.ring(turn.tx, call_id, me.id, call.ring, 0, turn.now)
        await _ring_for(turn, call, member, tells=True)
    return True


async def called_for(turn: Turn, call_id: int) -> list[Member]:
    """Everybody who was called and can still be told something, in the order of their calls."""
    return await contacts.reachable(turn.tx, [member_id for member_id, _ in await store.rung(turn.tx, call_id)])


async def tell_all(turn: Turn, people: Iterable[Member], words: str) -> None:
    message: Message = refusals.plain(words)
    for person in people:
        if person.telegram_id is not None:
            turn.tell(person.telegram_id, message, lane=Lane.DANGER)
