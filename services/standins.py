"""Who can be asked at which post now: its holder unless away, then the stand-in (AB岗, O3)."""

from collections.abc import Collection, Iterable
from datetime import datetime

from domain import standins as rules
from domain.members import Member, Office, Role, is_here
from domain.nodes import Node
from domain.requests import Holders, Person
from services import policies
from services.turn import Turn
from storage import nodes, people
from storage import standins as store


async def holders(turn: Turn, node_ids: Iterable[int], now: datetime) -> Holders:
    """Who can be asked at each post of these nodes now: its holders first, then its stand-in.

    Whoever is away, cannot be reached, has left or never joined is no help today and is left out.
    """
    at = list(node_ids)
    held = [Person(one.member_id, one.role, one.node_id) for one in await people.offices_at(turn.tx, at)]
    stood_for = [
        Person(one.member_id, one.role, one.node_id, stands_in=True) for one in await store.backups_at(turn.tx, at)
    ]
    there = await store.there(turn.tx, [person.member_id for person in (*held, *stood_for)], now)
    found: dict[tuple[int, Role], list[Person]] = {}
    for person in (*held, *stood_for):
        if person.member_id in there:
            found.setdefault((person.node_id, person.role), []).append(person)
    return found


async def is_away(turn: Turn, member_id: int) -> bool:
    """Whether somebody has said 我不在, for now."""
    absences = await store.absences_of(turn.tx, [member_id], turn.now)
    return any(absence.from_at <= turn.now for absence in absences)


async def posts_of(turn: Turn, member_id: int) -> list[Office]:
    """The posts somebody holds or stands in for: where requests may come; none for who was removed or left us."""
    member = await people.get(turn.tx, member_id)
    if member is None or member.telegram_id is None or not is_here(member):
        return []
    stood_for = [Office(member_id, one.role, one.node_id) for one in await store.backups_by(turn.tx, member_id)]
    return [*await people.offices_of(turn.tx, member_id), *stood_for]


async def backups_from(turn: Turn, node_id: int) -> list[Member]:
    """Who stands in at a post of this node or above it."""
    way_up = [node.id for node in (await nodes.tree(turn.tx)).ladder(node_id)]
    return await people.many(turn.tx, [one.member_id for one in await store.backups_at(turn.tx, way_up)])


async def without_backup(turn: Turn, node_ids: Collection[int]) -> list[tuple[Node, Role]]:
    """Held posts at these nodes that requests come to and that nobody stands in for."""
    tree = await nodes.tree(turn.tx)
    offices = await people.offices_at(turn.tx, node_ids)
    backed = {(one.node_id, one.role) for one in await store.backups_at(turn.tx, node_ids)}
    routed: set[Role] = set()
    for branch_id in {branch.id for branch in map(tree.branch_of, node_ids) if branch is not None}:
        policy = (await policies.in_force(turn, branch_id)).policy
        routed |= {*policy.routes.values(), policy.dispatcher}
    return [(tree[node_id], role) for node_id, role in rules.without_backup(offices, backed, routed, tree)]
