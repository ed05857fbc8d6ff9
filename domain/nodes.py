"""The organisation tree: who stands under whom (O1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class NodeKind(StrEnum):
    """What a node is. The kind says nothing about depth: any kind may hang under any other."""

    STREET_COMMITTEE = "street_committee"
    COMMUNITY_COMMITTEE = "community_committee"
    GENERAL_BRANCH = "general_branch"
    BRANCH = "branch"
    PARTY_GROUP = "party_group"
    HUB_HOUSEHOLD = "hub_household"


KIND_NAMES: Final = {
    NodeKind.STREET_COMMITTEE: "街道党工委",
    NodeKind.COMMUNITY_COMMITTEE: "社区大党委",
    NodeKind.GENERAL_BRANCH: "党总支",
    NodeKind.BRANCH: "党支部",
    NodeKind.PARTY_GROUP: "党小组",
    NodeKind.HUB_HOUSEHOLD: "党员中心户",
}
BRANCH_KINDS: Final = frozenset({NodeKind.BRANCH, NodeKind.GENERAL_BRANCH})
GROUP_KINDS: Final = frozenset({NodeKind.PARTY_GROUP, NodeKind.HUB_HOUSEHOLD})
UPPER_KINDS: Final = frozenset({NodeKind.STREET_COMMITTEE, NodeKind.COMMUNITY_COMMITTEE})


@dataclass(frozen=True, slots=True)
class Node:
    """One organisation; `parent_id` is None at a root."""

    id: int
    parent_id: int | None
    kind: NodeKind
    name: str


class Tree:
    """Nodes by their ties. Every method raises KeyError for an id that is not in the tree.

    A parent that is not among the nodes given makes the node a root: a bot often knows only its own corner of the
    tree. Raises ValueError for two nodes of one id or a circle of parents; `would_cycle` answers before that happens.
    """

    __slots__ = ("_children", "_nodes")

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._nodes: dict[int, Node] = {}
        self._children: dict[int, list[int]] = {}
        for node in nodes:
            if node.id in self._nodes:
                raise ValueError(f"node {node.id} is given twice")
            self._nodes[node.id] = node
        for node in self._nodes.values():
            if node.parent_id in self._nodes:
                self._children.setdefault(node.parent_id, []).append(node.id)
        reached = sum(len(self.subtree(node.id)) for node in self._nodes.values() if self._parent(node) is None)
        if reached != len(self._nodes):
            raise ValueError("the parents go round in a circle")

    def __contains__(self, node_id: object) -> bool:
        return node_id in self._nodes

    def __getitem__(self, node_id: int) -> Node:
        return self._nodes[node_id]

    def __len__(self) -> int:
        return len(self._nodes)

    def ladder(self, node_id: int) -> tuple[Node, ...]:
        """The node itself, then everything above it, going up to the root: the way an escalation climbs."""
        rungs = [self._nodes[node_id]]
        while (parent := self._parent(rungs[-1])) is not None:
            rungs.append(parent)
        return tuple(rungs)

    def ancestors(self, node_id: int) -> tuple[Node, ...]:
        """Everything above the node, nearest first."""
        return self.ladder(node_id)[1:]

    def path(self, node_id: int) -> tuple[Node, ...]:
        """From the root down to the node itself."""
        return self.ladder(node_id)[::-1]

    def children(self, node_id: int) -> tuple[Node, ...]:
        """Directly below the node, in the order given."""
        self._nodes[node_id]
        return tuple(self._nodes[child] for child in self._children.get(node_id, ()))

    def subtree(self, node_id: int) -> frozenset[int]:
        """Ids of the node and everything below it."""
        self._nodes[node_id]
        found: set[int] = set()
        waiting = [node_id]
        while waiting:
            current = waiting.pop()
            found.add(current)
            waiting.extend(self._children.get(current, ()))
        return frozenset(found)

    def same_branch(self, node_id: int) -> frozenset[int]:
        """Ids of the node and of what is below it in the same branch: a branch below a general branch is its own."""
        branch = self.branch_of(node_id)
        return frozenset(one for one in self.subtree(node_id) if self.branch_of(one) == branch)

    def would_cycle(self, node_id: int, new_parent_id: int | None) -> bool:
        """Whether hanging the node under `new_parent_id` would close a circle. Becoming a root (None) never does."""
        if new_parent_id is None:
            self._nodes[node_id]
            return False
        self._nodes[new_parent_id]
        return new_parent_id in self.subtree(node_id)

    def branch_of(self, node_id: int) -> Node | None:
        """The nearest branch or general branch, counting the node itself; None above all branches."""
        return self._nearest(node_id, BRANCH_KINDS)

    def group_of(self, node_id: int) -> Node | None:
        """The nearest party group, counting the node itself; None where there is none."""
        return self._nearest(node_id, frozenset({NodeKind.PARTY_GROUP}))

    def _nearest(self, node_id: int, kinds: frozenset[NodeKind]) -> Node | None:
        return next((node for node in self.ladder(node_id) if node.kind in kinds), None)

    def _parent(self, node: Node) -> Node | None:
        return None if node.parent_id is None else self._nodes.get(node.parent_id)
