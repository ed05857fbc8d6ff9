"""Who stands for whom: asked by one, agreed by the other, ended by either."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from domain import family as rules
from domain.access import Action
from domain.family import Deed, Proxy
from domain.members import Member, is_here
from services import access, people
from services.reminding.promising import hushed
from services.turn import Turn
from storage import family as store
from storage import people as members
from storage.family import Done
from texts import family as say

DEEDS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """One arrangement with its two people."""

    proxy: Proxy
    member: Member
    stands_in: Member


@dataclass(frozen=True, slots=True)
class Page:
    """`mine` stand for this member, they stand for `others`; `kept` are those of people without a telephone whom a
    leader looks after; `done` is what was done for this member, newest first."""

    mine: Sequence[Pair]
    others: Sequence[Pair]
    kept: Sequence[Pair]
    done: Sequence[tuple[Done, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """`to` has to say yes; for a member without a telephone it is the leader who asks them."""

    to: Member
    for_them: bool


@dataclass(frozen=True, slots=True)
class There:
    """It is so already, or waits for an answer."""


@dataclass(frozen=True, slots=True)
class Enough:
    pass


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Nobody could say yes here."""


Asking: TypeAlias = Asked | There | Enough | Unreachable


async def page(turn: Turn, member: Member) -> Page:
    """What a member sees; a leader also what they vouch for."""
    pairs = await _pairs(turn, await store.of_person(turn.tx, member.id))
    done = await store.done_for(turn.tx, member.id, DEEDS_SHOWN)
    names = {one.id: one.name for one in await members.many(turn.tx, [one.proxy_id for one in done])}
    return Page(
        [one for one in pairs if one.member.id == member.id],
        [one for one in pairs if one.stands_in.id == member.id],
        await _kept(turn, member),
        [(one, names[one.proxy_id]) for one in done],
    )


async def ask(turn: Turn, asker: Member, member: Member, stands_in: Member, tie: rules.Tie) -> Asking:
    """One of the two asks; the other says yes, or the leader for who has no telephone."""
    if await store.between(turn.tx, member.id, stands_in.id) is not None:
        return There()
    for_member = [one for one in await store.of_person(turn.tx, member.id) if one.member_id == member.id]
    by_proxy = [one for one in await store.of_person(turn.tx, stands_in.id) if one.proxy_id == stands_in.id]
    if len(for_member) >= rules.MOST or len(by_proxy) >= rules.MOST_FOR:
        return Enough()
    other = stands_in if asker.id == member.id else member
    to = other if other.telegram_id is not None else await _leader(turn, member, stands_in)
    if to is None or (other.id == stands_in.id and stands_in.telegram_id is None):
        return Unreachable()
    made = await store.ask(turn.tx, member.id, stands_in.id, tie, asker.id, turn.now)
    words = say.asked_of_you(member, stands_in, made, to)
    turn.tell(to.telegram_id or 0, words, key=f"proxy:{made.id}", silent=await hushed(turn, to))
    return Asked(to, for_them=to.id != other.id)


async def agree(turn: Turn, presser: Member, row_id: int) -> Pair | None:
    """Yes; both hear it. None where it is not theirs to say, or said before."""
    pair = await _answerable(turn, presser, row_id)
    if pair is None:
        return None
    heard_by = presser.id if presser.id not in {pair.member.id, pair.stands_in.id} else None
    if not await store.agree(turn.tx, row_id, heard_by, turn.now):
        return None
    for one in (pair.member, pair.stands_in):
        if one.telegram_id is not None and one.id != presser.id:
            words = say.settled(pair.member, pair.stands_in, row_id, is_proxy=one.id == pair.stands_in.id)
            turn.tell(one.telegram_id, words, silent=await hushed(turn, one))
    return pair


async def decline(turn: Turn, presser: Member, row_id: int) -> Pair | None:
    """No; who asked hears that much, and no reason is asked for."""
    pair = await _answerable(turn, presser, row_id)
    if pair is None or not await store.end(turn.tx, row_id, presser.id, turn.now):
        return None
    asker = pair.member if pair.proxy.asked_by == pair.member.id else pair.stands_in
    if asker.telegram_id is not None:
        other = pair.stands_in if asker is pair.member else pair.member
        turn.tell(asker.telegram_id, say.declined_for_you(other.name), silent=await hushed(turn, asker))
    return pair


async def end(turn: Turn, presser: Member, row_id: int) -> Pair | None:
    """One tap of either, or of the leader who looks after a member without a telephone; it counts from this moment."""
    pair = await _pair(turn, row_id)
    if pair is None or not await _may_end(turn, presser, pair):
        return None
    if not await store.end(turn.tx, row_id, presser.id, turn.now):
        return None
    for one in (pair.member, pair.stands_in):
        if one.telegram_id is not None and one.id != presser.id:
            turn.tell(one.telegram_id, say.ended_for_you(pair.member, pair.stands_in), silent=True)
    return pair


async def running(turn: Turn, stands_in: Member, row_id: int) -> Member | None:
    """For whom this person may act now; None where it has ended, or was never theirs."""
    pair = await _pair(turn, row_id)
    if pair is None or pair.stands_in.id != stands_in.id or not pair.proxy.stands:
        return None
    return pair.member if is_here(pair.member) and is_here(stands_in) else None


async def stands_for(turn: Turn, stands_in: Member, member_id: int) -> bool:
    """Whether this person acts for that member, by the consent of both."""
    proxy = await store.between(turn.tx, member_id, stands_in.id)
    return proxy is not None and await running(turn, stands_in, proxy.id) is not None


async def without_telephone(turn: Turn, stands_in: Member) -> list[Member]:
    """Those among the people somebody stands for who cannot write to us themselves."""
    proxies = [one for one in await store.of_person(turn.tx, stands_in.id) if one.proxy_id == stands_in.id]
    found = await members.many(turn.tx, [one.member_id for one in proxies if one.stands])
    return [one for one in found if one.telegram_id is None and is_here(one)]


async def note_help(turn: Turn, stands_in: Member, member: Member) -> None:
    """A request was entered for them; a leader who did so by their post stands for nobody."""
    if await stands_for(turn, stands_in, member.id):
        await store.note(turn.tx, member.id, stands_in.id, Deed.HELP, None, turn.now)


async def _kept(turn: Turn, leader: Member) -> list[Pair]:
    reach = await access.nodes_for(turn, leader, Action.RECORD_PAPER)
    silent = [one for one in await members.in_nodes(turn.tx, reach) if one.telegram_id is None] if reach else []
    pairs = await _pairs(turn, await store.for_members(turn.tx, [one.id for one in silent]))
    return [one for one in pairs if one.proxy.stands and one.stands_in.id != leader.id]


async def _answerable(turn: Turn, presser: Member, row_id: int) -> Pair | None:
    """What waits for this person's yes."""
    pair = await _pair(turn, row_id)
    if pair is None or not pair.proxy.waits or not is_here(pair.member) or not is_here(pair.stands_in):
        return None
    who = pair.member if rules.answers(pair.proxy) == pair.member.id else pair.stands_in
    if who.id == presser.id:
        return pair
    heard = who.telegram_id is None and who.id == pair.member.id and presser.id != pair.stands_in.id
    return pair if heard and await _leads(turn, presser, pair.member) else None


async def _may_end(turn: Turn, presser: Member, pair: Pair) -> bool:
    if presser.id in {pair.member.id, pair.stands_in.id}:
        return True
    return pair.member.telegram_id is None and await _leads(turn, presser, pair.member)


async def _leads(turn: Turn, leader: Member, member: Member) -> bool:
    return await access.may(turn, leader, Action.RECORD_PAPER, member.node_id, about=member.id)


async def _leader(turn: Turn, member: Member, stands_in: Member) -> Member | None:
    """Who asks a member without a telephone; never the one who would stand for them."""
    leaders = [one for one in await people.leaders_of(turn, member) if one.id not in {member.id, stands_in.id}]
    there = await members.reachable(turn.tx, [one.id for one in leaders])
    return next((one for one in leaders if one.id in there), None)


async def _pair(turn: Turn, row_id: int) -> Pair | None:
    proxy = await store.get(turn.tx, row_id)
    found = [] if proxy is None else await _pairs(turn, [proxy])
    return found[0] if found else None


async def _pairs(turn: Turn, proxies: Sequence[Proxy]) -> list[Pair]:
    ids = {person for one in proxies for person in (one.member_id, one.proxy_id)}
    known = {one.id: one for one in await members.many(turn.tx, ids)}
    return [Pair(one, known[one.member_id], known[one.proxy_id]) for one in proxies]
