"""Tags as their owner and the keeper of the roster see them; nobody else does (O7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain import tags as rules
from domain.access import Action
from domain.members import Member, is_here
from domain.messages import Message
from domain.tags import Tag, Tagged
from services import access
from services.turn import Turn
from storage import access_log
from storage import people as members
from storage import tags as store
from texts import tags as say

READ: Final = "see_tags"
PAGE: Final = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """One tag with who set it; empty where the roster says so."""

    one: Tagged
    by: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A member's tags, and those that whoever looks may give."""

    member: Member
    tags: Sequence[Shown]
    offered: Sequence[Tag]


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the people whose tags somebody keeps; `waiting` are those with one that was contested."""

    people: Sequence[Member]
    waiting: Sequence[tuple[Tagged, Member]]
    number: int
    further: bool


async def of(turn: Turn, member: Member) -> list[Tagged]:
    """All of a member's, those that only the roster says among them; read afresh, as a tap may just have changed it."""
    member = await members.get(turn.tx, member.id) or member
    given = [one for one in await store.of_member(turn.tx, member.id) if _holds(one, member)]
    known = {one.tag for one in given}
    told = [tag for tag in rules.of_roster(member.status, member.flags) if tag not in known]
    return [*(Tagged(0, member.id, tag, None, None) for tag in told), *given]


async def own(turn: Turn, member: Member) -> Sheet:
    """What a member sees of themselves."""
    return await _sheet(turn, member, rules.OWN)


async def own_page(turn: Turn, member: Member) -> Message:
    """The same in words."""
    sheet, keeps = await own(turn, member), bool(await kept_by(turn, member))
    return say.own(sheet.tags, turn.now, member.telegram_id or 0, keeps=keeps)


async def kept_by(turn: Turn, keeper: Member) -> list[Member]:
    """Everybody whose tags somebody keeps, but themselves. Asking is no attempt: nothing is logged."""
    reach = await access.nodes_for(turn, keeper, Action.MANAGE_ROSTER)
    return [one for one in await members.in_nodes(turn.tx, reach) if one.id != keeper.id and is_here(one)]


async def page(turn: Turn, keeper: Member, number: int) -> Listed | None:
    """Whom to choose from; None for who keeps no roster."""
    everybody = await kept_by(turn, keeper)
    if not everybody:
        await access.may(turn, keeper, Action.MANAGE_ROSTER, keeper.node_id)
        return None
    by_id = {one.id: one for one in everybody}
    contested = await store.waiting(turn.tx, by_id) if number == 0 else []
    waiting = [(one, by_id[one.member_id]) for one in contested][:PAGE]
    some = everybody[number * PAGE : (number + 1) * PAGE]
    return Listed(some, waiting, number, len(everybody) > (number + 1) * PAGE)


async def look(turn: Turn, keeper: Member, member_id: int) -> Sheet | None:
    """One member's, for the keeper; that they were opened is written down for the member to see (PRV-15)."""
    member = await of_keeper(turn, keeper, member_id)
    if member is None:
        return None
    await access_log.note(turn.tx, turn.now, keeper.id, READ, granted=True, node_id=member.node_id, member_id=member_id)
    return await _sheet(turn, member, rules.GIVEN)


async def of_keeper(turn: Turn, keeper: Member, member_id: int) -> Member | None:
    """The member, for who keeps the roster they stand on; nobody keeps their own."""
    member = await members.get(turn.tx, member_id)
    if member is None or member.id == keeper.id or not is_here(member):
        return None
    allowed = await access.may(turn, keeper, Action.MANAGE_ROSTER, member.node_id, about=member_id)
    return member if allowed else None


async def _sheet(turn: Turn, member: Member, choice: Sequence[Tag]) -> Sheet:
    held = await of(turn, member)
    setters = {one.id: one for one in await members.many(turn.tx, [one.set_by for one in held if one.set_by])}
    shown = [Shown(one, setters[one.set_by].name if one.set_by in setters else "") for one in held]
    tags = {one.tag for one in held}
    return Sheet(member, shown, [tag for tag in choice if tag not in tags])


def _holds(one: Tagged, member: Member) -> bool:
    """Whether it still stands: a flag that somebody took away elsewhere takes its tag along."""
    return one.tag not in rules.FLAGS or rules.FLAGS[one.tag] in member.flags
