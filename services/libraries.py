"""Whose courses, teachers and questions somebody keeps, and whose they may look into (S1, S2, S14).

They stand at a branch or a group; whoever belongs below may see them.
"""

from domain.access import Action
from domain.members import Member
from services import access
from services.turn import Turn
from storage import nodes


async def kept_at(turn: Turn, member: Member) -> int | None:
    """The node for which a member keeps them: the own branch, else the own group, else the highest; None: nowhere."""
    tree = await nodes.tree(turn.tx)
    kept = await access.nodes_for(turn, member, Action.MANAGE_STUDY)
    branch, group = tree.branch_of(member.node_id), tree.group_of(member.node_id)
    own = [node.id for node in (branch, group) if node is not None and node.id in kept]
    highest = min(kept, key=lambda node_id: (len(tree.path(node_id)), node_id), default=None)
    return own[0] if own else highest


async def keeps(turn: Turn, member: Member, node_id: int) -> bool:
    """Whether a member keeps those of this node. Asking is no attempt: nothing is logged."""
    return node_id in await access.nodes_for(turn, member, Action.MANAGE_STUDY)


async def open_to(turn: Turn, member: Member) -> frozenset[int]:
    """Where a member may look: the own place, all above it, and what they keep."""
    above = {node.id for node in (await nodes.tree(turn.tx)).ladder(member.node_id)}
    return frozenset(above | set(await access.nodes_for(turn, member, Action.MANAGE_STUDY)))


async def may_keep_somewhere(turn: Turn, member: Member) -> int | None:
    """As `kept_at`, for whoever is about to write something: a refusal is logged."""
    node_id = await kept_at(turn, member)
    if node_id is None:
        await access.may(turn, member, Action.MANAGE_STUDY, member.node_id)
    return node_id
