"""A roster plan carried out: groups, people, posts. Doing it twice changes nothing the second time."""

from dataclasses import replace

from domain.members import GONE, Member, MemberStatus, Role
from domain.nodes import GROUP_KINDS, Node, NodeKind, Tree
from domain.roster import Change, RosterPlan
from services import boards, expecting
from services.care import condoling, death, stopping
from services.mobility import ending
from services.requests import cards
from services.turn import Turn
from storage import duty_settings, nodes, party_dates
from storage import people as store


async def apply(turn: Turn, keeper: Member, branch: Node, plan: RosterPlan) -> None:
    """Nobody is removed; who is not in the plan stays as they are. `keeper` is who sent the file."""
    groups = groups_of(await nodes.tree(turn.tx), branch)
    for name in plan.new_groups:
        groups[name] = (await nodes.add(turn.tx, branch.id, NodeKind.PARTY_GROUP, name, turn.now)).id
    for new in plan.add:
        home = branch.id if new.group is None else groups[new.group]
        member = await store.add(turn.tx, home, new.name, new.status, turn.now)
        await _give_posts(turn, branch, member.id, home, new.roles)
        if new.dates:
            await party_dates.write(turn.tx, member.id, new.dates, turn.now)
    for change in plan.update:
        member = change.member
        home = member.node_id if change.group is None else groups[change.group]
        status = _believed(keeper, change)
        await _settle(turn, keeper, replace(member, node_id=home), status)
        if home != member.node_id:
            await store.relieve(turn.tx, member.id, member.node_id, Role.GROUP_LEADER, turn.now)
        if change.dates is not None:
            await party_dates.write(turn.tx, member.id, change.dates, turn.now)
        if (status or member.status) in GONE:
            await _give_posts(turn, branch, member.id, home, frozenset())
        elif change.roles is not None:
            await _give_posts(turn, branch, member.id, home, change.roles)
        elif home != member.node_id:
            await _put_away(turn, member.id)
    await duty_settings.look_again(turn.tx, branch.id)
    await expecting.settle(turn, branch.id)


def _believed(keeper: Member, change: Change) -> MemberStatus | None:
    """What the file says of somebody. Nobody writes down their own death: a namesake is more likely."""
    own_death = change.status is MemberStatus.DECEASED and change.member.id == keeper.id
    return None if own_death else change.status


async def _settle(turn: Turn, keeper: Member, member: Member, status: MemberStatus | None) -> None:
    """Where they belong, and what they are; a death or a departure stops what a tap would have stopped (C19)."""
    dies = status is MemberStatus.DECEASED is not member.status
    stays = member.status if status is None or dies else status
    await store.change(turn.tx, member.id, node_id=member.node_id, status=stays)
    if dies:
        await death.write_down(turn, keeper, member)
        turn.tell(keeper.telegram_id or 0, await condoling.offer(turn, member))
    elif status in GONE:
        await stopping.part(turn, member)
        await ending.end_all(turn, member)


async def _give_posts(turn: Turn, branch: Node, member_id: int, home: int, roles: frozenset[Role]) -> None:
    """Make these the posts somebody holds in this branch; posts elsewhere are none of this branch's business."""
    below = (await nodes.tree(turn.tx)).subtree(branch.id)
    wanted = {(role, home if role is Role.GROUP_LEADER else branch.id) for role in roles}
    held = {
        (office.role, office.node_id)
        for office in await store.offices_of(turn.tx, member_id)
        if office.node_id in below
    }
    for role, node_id in sorted(held - wanted):
        await store.relieve(turn.tx, member_id, node_id, role, turn.now)
    for role, node_id in sorted(wanted - held):
        await store.appoint(turn.tx, member_id, node_id, role, turn.now)
    await _put_away(turn, member_id)


async def _put_away(turn: Turn, member_id: int) -> None:
    """What they may see no more without the posts they had."""
    member = await store.get(turn.tx, member_id)
    if member is not None:
        await cards.put_away(turn, member)
        await boards.put_away(turn, member)


def groups_of(tree: Tree, branch: Node) -> dict[str, int]:
    """The party groups and hubs of a branch, by name."""
    return {tree[id_].name: id_ for id_ in sorted(tree.subtree(branch.id)) if tree[id_].kind in GROUP_KINDS}
