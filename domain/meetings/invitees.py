"""Who a meeting is for (M3)."""

from collections.abc import Iterable

from domain.meetings.kinds import KINDS, Expected, MeetingKind
from domain.members import COMMITTEE_ROLES, Member, Office, is_counted
from domain.nodes import Tree


def expected(
    kind: MeetingKind, node_id: int, members: Iterable[Member], offices: Iterable[Office], tree: Tree
) -> tuple[Member, ...]:
    """应到 of a meeting held at a node, in the order given. Raises KeyError for a node that is not in the tree.

    - 支委会: who holds a committee post at the branch of that node (MTG-02, 支部 Art. 12). A branch of fewer than
      seven full members has no committee, and its secretary and deputy are all there is (ORG-06).
    - 党小组会: the group of that node, its hubs included (MTG-03, 支部 Art. 13).
    - 支部党员大会: the whole branch, wherever in it the meeting was made (MTG-01, 支部 Art. 11).
    - Everything else: the node and all below it, so that a group may hold its own theme day.

    Full and probationary members only; 停止党籍 and 除名 are outside all counts (QRM-13).
    """
    if KINDS[kind].expected is Expected.COMMITTEE:
        home = _branch(node_id, tree)
        committee = {
            office.member_id for office in offices if office.node_id == home and office.role in COMMITTEE_ROLES
        }
        return tuple(member for member in members if member.id in committee and is_counted(member))
    nodes = tree.subtree(_home(kind, node_id, tree))
    return tuple(member for member in members if member.node_id in nodes and is_counted(member))


def _home(kind: MeetingKind, node_id: int, tree: Tree) -> int:
    if KINDS[kind].expected is Expected.GROUP:
        group = tree.group_of(node_id)
        return node_id if group is None else group.id
    return _branch(node_id, tree) if kind is MeetingKind.GENERAL_MEETING else node_id


def _branch(node_id: int, tree: Tree) -> int:
    branch = tree.branch_of(node_id)
    return node_id if branch is None else branch.id
