"""双报到: one person, a second place. The place learns the name, the home branch, and what is done there (O9, O10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from domain import affiliations as rules
from domain.affiliations import Affiliation, AffiliationState
from domain.members import Member, Role, is_counted
from domain.nodes import Node, Tree
from services.mobility import guests
from services.reminding.promising import hushed
from services.turn import Turn
from storage import access_log, nodes
from storage import mobility_affiliations as store
from storage import people as members
from texts import mobility_homes as say

READ: Final = "see_second_home"
_KEEPERS: Final = (Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY, Role.ORGANIZATION_MEMBER)


@dataclass(frozen=True, slots=True)
class Page:
    """Where one has reported, or has asked to; where else one can; whether one keeps the list of a place."""

    places: Sequence[tuple[Affiliation, Node]]
    others: Sequence[Node]
    keeps: bool


@dataclass(frozen=True, slots=True)
class Asked:
    place: Node


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """They have asked there, or belong there, already (O10)."""

    place: Node
    affiliation: Affiliation


@dataclass(frozen=True, slots=True)
class NobodyReceives:
    place: Node


@dataclass(frozen=True, slots=True)
class TooMany:
    pass


@dataclass(frozen=True, slots=True)
class Settled:
    member: Member
    place: Node
    yes: bool


@dataclass(frozen=True, slots=True)
class SettledBefore:
    pass


@dataclass(frozen=True, slots=True)
class Refused:
    pass


@dataclass(frozen=True, slots=True)
class Here:
    """Somebody who has reported to a place: the branch they come from, and how many meetings there they came to."""

    member: Member
    home: str
    affiliation: Affiliation
    came: int


Ask: TypeAlias = Asked | AskedBefore | NobodyReceives | TooMany | Refused
Decision: TypeAlias = Settled | SettledBefore | Refused


async def page(turn: Turn, member: Member) -> Page:
    """「双报到」 for the one who asks."""
    tree = await nodes.tree(turn.tx)
    living = await store.living_of(turn.tx, member.id)
    taken = {one.node_id for one in living}
    others = [one for one in await _places(turn, member, tree) if one.id not in taken]
    return Page([(one, tree[one.node_id]) for one in living], others, bool(await _kept(turn, member)))


async def ask(turn: Turn, member: Member, node_id: int) -> Ask:
    """Ask a place to take one along; asking is the consent to name oneself and one's branch there."""
    tree = await nodes.tree(turn.tx)
    place = next((one for one in await _places(turn, member, tree) if one.id == node_id), None)
    if place is None or not is_counted(member):
        return Refused()
    living = await store.living_of(turn.tx, member.id)
    before = next((one for one in living if one.node_id == node_id), None)
    if before is not None:
        return AskedBefore(place, before)
    if len(living) >= rules.MOST:
        return TooMany()
    keepers = await _keepers_at(turn, node_id)
    if not keepers:
        return NobodyReceives(place)
    asked = await store.ask(turn.tx, member.id, node_id, turn.now)
    if asked is None:
        return Refused()
    keeper = keepers[0]
    words = say.please_receive(member, _home(member, tree), place, asked)
    turn.tell(keeper.telegram_id or 0, words, key=f"affiliation:{asked.id}", silent=await hushed(turn, keeper))
    return Asked(place)


async def decide(turn: Turn, keeper: Member, affiliation_id: int, *, yes: bool) -> Decision:
    """The first answer holds; the member is told."""
    found = await store.get(turn.tx, affiliation_id)
    member = await members.get(turn.tx, found.member_id) if found is not None else None
    if found is None or member is None or not await _may_keep(turn, keeper, found.node_id):
        return Refused()
    state = AffiliationState.ACTIVE if yes and is_counted(member) else AffiliationState.DECLINED
    if not await store.settle(turn.tx, affiliation_id, state, keeper.id, turn.now.date()):
        return SettledBefore()
    place = (await nodes.tree(turn.tx))[found.node_id]
    accepted = state is AffiliationState.ACTIVE
    if member.telegram_id is not None:
        turn.tell(member.telegram_id, say.answered(place, yes=accepted), silent=True)
    if accepted:
        await guests.invite_to_coming(turn, place.id)
    return Settled(member, place, accepted)


async def leave(turn: Turn, member: Member, node_id: int) -> Node | None:
    """不在这里报到了: the member's own to say. None where they had not reported there."""
    tree = await nodes.tree(turn.tx)
    ended = node_id in tree and await store.end(turn.tx, member.id, turn.now.date(), [node_id])
    return tree[node_id] if ended else None


async def here(turn: Turn, keeper: Member) -> list[Here] | Refused:
    """Who has reported to the places this person keeps, and what they did there; nothing of anywhere else (O9)."""
    kept = await _kept(turn, keeper)
    if not kept:
        await _refuse(turn, keeper, keeper.node_id)
        return Refused()
    tree = await nodes.tree(turn.tx)
    living = [one for one in await store.living_at(turn.tx, kept) if one.state is AffiliationState.ACTIVE]
    who = {one.id: one for one in await members.many(turn.tx, [each.member_id for each in living])}
    found = []
    for one in living:
        member = who[one.member_id]
        came = await store.done_there(turn.tx, [member.id], tree.same_branch(one.node_id))
        found.append(Here(member, _home(member, tree).name, one, came.get(member.id, 0)))
        await access_log.note(
            turn.tx, turn.now, keeper.id, READ, granted=True, node_id=one.node_id, member_id=member.id
        )
    return found


async def _places(turn: Turn, member: Member, tree: Tree) -> list[Node]:
    return rules.places_for(member.node_id, tree, sorted(await nodes.all_ids(turn.tx)))


async def _keepers_at(turn: Turn, node_id: int) -> list[Member]:
    """Who answers for a place and can be reached, the secretary first."""
    offices = [one for one in await members.offices_at(turn.tx, [node_id]) if one.role in _KEEPERS]
    there = await members.reachable(turn.tx, [one.member_id for one in offices])
    order = {one.member_id: _KEEPERS.index(one.role) for one in reversed(offices) if one.member_id in there}
    return sorted(await members.many(turn.tx, order), key=lambda one: order[one.id])


async def _kept(turn: Turn, member: Member) -> list[int]:
    """The places whose list somebody keeps: a post at that very place, and none above or below it."""
    return sorted({one.node_id for one in await members.offices_of(turn.tx, member.id) if one.role in _KEEPERS})


async def _may_keep(turn: Turn, keeper: Member, node_id: int) -> bool:
    if node_id in await _kept(turn, keeper):
        return True
    await _refuse(turn, keeper, node_id)
    return False


async def _refuse(turn: Turn, keeper: Member, node_id: int) -> None:
    await access_log.note(turn.tx, turn.now, keeper.id, READ, granted=False, node_id=node_id, member_id=None)


def _home(member: Member, tree: Tree) -> Node:
    return tree.branch_of(member.node_id) or tree[member.node_id]
