"""Who may do and see what: the one place that answers, and that writes down a refusal (V5)."""

from domain.access import STOOD_FOR, Action, Decision, Grant, decide
from domain.members import Member, Role, is_here
from domain.nodes import Tree
from services.turn import Turn
from storage import access_log, invitations, nodes, standins
from storage import people as store
from storage.standins import Backup


async def ask(turn: Turn, member: Member, action: Action, node_id: int, about: int | None = None) -> Decision:
    """A grant, or a refusal that is logged. `about` is the member whose data is asked for."""
    tree = await nodes.tree(turn.tx)
    offices = await _offices(turn, member, action)
    owned = await _owned(turn, member, tree)
    decision = decide(
        action,
        offices,
        node_id,
        tree,
        actor_is_owner=node_id in owned,
    )
    if not isinstance(decision, Grant):
        await access_log.note(
            turn.tx, turn.now, member.id, str(action), granted=False, node_id=node_id, member_id=about
        )
    return decision


async def may(turn: Turn, member: Member, action: Action, node_id: int, about: int | None = None) -> bool:
    """The same as a yes or no."""
    return isinstance(await ask(turn, member, action, node_id, about), Grant)


async def nodes_for(turn: Turn, member: Member, action: Action) -> list[int]:
    """The nodes at which a member may do something. Asking is no attempt: nothing is logged."""
    tree = await nodes.tree(turn.tx)
    offices = await _offices(turn, member, action)
    owned = await _owned(turn, member, tree)
    held = [node_id for _, node_id in offices if node_id in tree]
    reach = sorted(owned.union(*(tree.subtree(root) for root in held)))
    return [
        node_id
        for node_id in reach
        if isinstance(decide(action, offices, node_id, tree, actor_is_owner=node_id in owned), Grant)
    ]


async def _offices(turn: Turn, member: Member, action: Action) -> list[tuple[Role, int]]:
    """The posts somebody may do this by: their own, and for the day's work those whose holders are away (O3)."""
    own = [(office.role, office.node_id) for office in await store.offices_of(turn.tx, member.id)]
    if action not in STOOD_FOR or not is_here(member):
        return own
    return own + [
        (backup.role, backup.node_id)
        for backup in await standins.backups_by(turn.tx, member.id)
        if await _is_vacated(turn, backup)
    ]


async def _is_vacated(turn: Turn, backup: Backup) -> bool:
    """Whether everybody who holds the post is away now; an empty post has nobody to stand in for."""
    offices = await store.offices_at(turn.tx, [backup.node_id])
    holders = {office.member_id for office in offices if office.role is backup.role}
    return bool(holders) and holders <= await standins.away(turn.tx, holders, turn.now)


async def _owned(turn: Turn, member: Member, tree: Tree) -> frozenset[int]:
    """The nodes of the branches this member set up by a leader's link, which need no post of theirs to be built up.

    It ends when a secretary has joined: from then on the branch has somebody who answers for it, and a founder who
    is a group leader is one again and no more (PRV-16).
    """
    if member.telegram_id is None:
        return frozenset()
    owned: frozenset[int] = frozenset()
    for branch_id in await invitations.founded_by(turn.tx, member.telegram_id):
        if branch_id in tree and not await _has_secretary(turn, branch_id):
            owned |= tree.subtree(branch_id)
    return owned


async def _has_secretary(turn: Turn, branch_id: int) -> bool:
    offices = await store.offices_at(turn.tx, [branch_id])
    holders = [await store.get(turn.tx, office.member_id) for office in offices if office.role is Role.BRANCH_SECRETARY]
    return any(holder is not None and holder.telegram_id is not None for holder in holders)
