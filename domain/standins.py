"""Who stands in for a post, and which posts lack somebody (O3)."""

from collections.abc import Collection, Iterable
from typing import Final

from domain.members import Office, Role
from domain.nodes import Tree

ALWAYS_ROUTED: Final = frozenset({Role.GROUP_LEADER, Role.BRANCH_SECRETARY})  # rungs of every ladder (HELP-05)


def natural(node_id: int, role: Role, offices: Iterable[Office]) -> int | None:
    """The deputy stands in for the secretary without being named; None for any other post."""
    if role is not Role.BRANCH_SECRETARY:
        return None
    deputies = (one for one in offices if one.role is Role.DEPUTY_SECRETARY and one.node_id == node_id)
    return next((one.member_id for one in deputies), None)


def without_backup(
    offices: Collection[Office], backed: Collection[tuple[int, Role]], routed: Collection[Role], tree: Tree
) -> list[tuple[int, Role]]:
    """Held posts that requests come to, and that nobody stands in for."""
    held = {(one.node_id, one.role) for one in offices if one.role in ALWAYS_ROUTED or one.role in routed}
    lonely = {post for post in held if post not in backed and natural(*post, offices) is None}
    return in_order(lonely, tree)


def in_order(posts: Iterable[tuple[int, Role]], tree: Tree) -> list[tuple[int, Role]]:
    """From the top of the tree down, and at one node in the order of `Role`."""
    order = list(Role)
    return sorted(posts, key=lambda post: (len(tree.path(post[0])), post[0], order.index(post[1])))
