"""Who is away: names and days in the list; where they are only one by one, and whoever reads that is written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.access import Action, Grant
from domain.members import Member, is_here
from domain.mobility import Stay
from services import access
from services.turn import Turn
from storage import access_log
from storage import mobility as store
from storage import people as members

READ: Final = "see_stay"
PER_PAGE: Final = 8


@dataclass(frozen=True, slots=True)
class Away:
    """One page of those who are away, the longest unheard of first."""

    stays: Sequence[tuple[Member, Stay]]
    page: int
    more: bool
    total: int


@dataclass(frozen=True, slots=True)
class NoPhones:
    """Who has no account, so that somebody else writes their stay down (O5)."""

    members: Sequence[Member]


@dataclass(frozen=True, slots=True)
class NotAllowed:
    pass


async def away(turn: Turn, leader: Member, page: int = 0) -> Away | NotAllowed:
    """Those of the nodes where this person looks after people."""
    reach = await access.nodes_for(turn, leader, Action.MANAGE_CARE)
    if not reach:
        await access.may(turn, leader, Action.MANAGE_CARE, leader.node_id)
        return NotAllowed()
    stays = await store.in_nodes(turn.tx, reach)
    who = {one.id: one for one in await members.many(turn.tx, [stay.member_id for stay in stays])}
    there = [(who[stay.member_id], stay) for stay in stays if is_here(who[stay.member_id])]
    start = page * PER_PAGE
    return Away(there[start : start + PER_PAGE], page, len(there) > start + PER_PAGE, len(there))


async def one(turn: Turn, leader: Member, member_id: int) -> tuple[Member, Stay] | None:
    """Where somebody is and how to reach them; who read it is written down (PRV-15). None: refused, or not away."""
    member = await members.get(turn.tx, member_id)
    stay = await store.of_member(turn.tx, member_id)
    if member is None or stay is None or not is_here(member):
        return None
    granted = await access.ask(turn, leader, Action.MANAGE_CARE, member.node_id, about=member_id)
    if not isinstance(granted, Grant):
        return None
    await access_log.note(turn.tx, turn.now, leader.id, READ, granted=True, node_id=member.node_id, member_id=member_id)
    return member, stay


async def without_phone(turn: Turn, leader: Member) -> NoPhones | NotAllowed:
    """For whom this person may write a stay down."""
    reach = await access.nodes_for(turn, leader, Action.RECORD_PAPER)
    if not reach:
        await access.may(turn, leader, Action.RECORD_PAPER, leader.node_id)
        return NotAllowed()
    there = await members.in_nodes(turn.tx, reach)
    return NoPhones([one for one in there if one.telegram_id is None and is_here(one)])
