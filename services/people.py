"""Who somebody is, and whom they turn to."""

from collections.abc import Sequence

from domain.members import Member, Office, Role
from services.turn import Turn
from storage import nodes, standins
from storage import people as store
from texts import people as say

LEADERS = frozenset({Role.GROUP_LEADER, Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY})
_KEEPERS = (Role.ORGANIZATION_MEMBER, Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY)


async def known(turn: Turn, telegram_id: int) -> Member | None:
    """The member behind a Telegram account; None for whoever has not joined by a link of their own."""
    return await store.by_telegram(turn.tx, telegram_id)


async def leaders_of(turn: Turn, member: Member) -> list[Member]:
    """Whom a member turns to, nearest first: the group leader, then up to the secretary of the branch.

    Before a leader who is away stands whoever stands in.
    """
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(member.node_id)
    rungs = []
    for node in tree.ladder(member.node_id):
        rungs.append(node.id)
        if branch is not None and node.id == branch.id:
            break
    offices = [office for office in await store.offices_at(turn.tx, rungs) if office.role in LEADERS]
    order = [Role.GROUP_LEADER, Role.BRANCH_SECRETARY, Role.DEPUTY_SECRETARY]
    offices.sort(key=lambda office: (rungs.index(office.node_id), order.index(office.role)))
    nearest = await _with_stand_ins(turn, offices)
    found = {leader.id: leader for leader in await store.many(turn.tx, nearest)}
    return [found[leader_id] for leader_id in dict.fromkeys(nearest)]


async def _with_stand_ins(turn: Turn, offices: Sequence[Office]) -> list[int]:
    """The holders' ids in their order, and before each one who is away whoever stands in (O3)."""
    away = await standins.away(turn.tx, [office.member_id for office in offices], turn.now)
    backups = await standins.backups_at(turn.tx, [office.node_id for office in offices]) if away else []
    stands_in = {(backup.node_id, backup.role): backup.member_id for backup in backups}
    ids: list[int] = []
    for office in offices:
        post = (office.node_id, office.role)
        if office.member_id in away and post in stands_in:
            ids.append(stands_in[post])
        ids.append(office.member_id)
    return ids


async def post_holders(turn: Turn, node_id: int) -> list[Member]:
    """Everybody who holds a post at a node or above it, nearest first, each once."""
    rungs = [node.id for node in (await nodes.tree(turn.tx)).ladder(node_id)]
    offices = sorted(await store.offices_at(turn.tx, rungs), key=lambda office: rungs.index(office.node_id))
    found = {one.id: one for one in await store.many(turn.tx, [office.member_id for office in offices])}
    return [found[member_id] for member_id in dict.fromkeys(office.member_id for office in offices)]


async def secretaries_of(turn: Turn, member: Member) -> list[Member]:
    """The secretary of a member's branch, or whoever holds that post."""
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(member.node_id) or tree[member.node_id]
    offices = await store.offices_at(turn.tx, [branch.id])
    return await store.many(turn.tx, [office.member_id for office in offices if office.role is Role.BRANCH_SECRETARY])


async def posts(turn: Turn, member: Member) -> list[Role]:
    """The posts somebody holds, each once."""
    return list(dict.fromkeys(office.role for office in await store.offices_of(turn.tx, member.id)))


async def title(turn: Turn, member: Member) -> str:
    """How somebody is named to others: `组织委员 小王`, or by name alone without a post."""
    office = next(iter(await store.offices_of(turn.tx, member.id)), None)
    if office is None:
        return say.title(None, None, member)
    return say.title(office.role, (await nodes.tree(turn.tx))[office.node_id].kind, member)


async def roster_keeper(turn: Turn, member: Member) -> Member | None:
    """Who keeps the roster of the member's branch and can be reached; never the member, who would decide alone."""
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(member.node_id) or tree[member.node_id]
    offices = [one for one in await store.offices_at(turn.tx, [branch.id]) if one.role in _KEEPERS]
    held = sorted(offices, key=lambda one: _KEEPERS.index(one.role))
    there = await store.reachable(turn.tx, [one.member_id for one in held])
    chosen = next((one.member_id for one in held if one.member_id in there and one.member_id != member.id), None)
    return None if chosen is None else await store.get(turn.tx, chosen)
