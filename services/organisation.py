"""Changing the tree itself (O1): nodes are moved or renamed; the history of moves and of people stays."""

from dataclasses import dataclass
from typing import TypeAlias

from domain.access import Action
from domain.members import Member, NameProblem, Role, clean_name
from domain.nodes import BRANCH_KINDS, GROUP_KINDS, Node
from services import access
from services.turn import Turn
from storage import nodes as store
from storage import people
from storage.nodes import Chat


@dataclass(frozen=True, slots=True)
class Moved:
    node: Node


@dataclass(frozen=True, slots=True)
class Renamed:
    node: Node


@dataclass(frozen=True, slots=True)
class WouldCycle:
    """The new place lies below the node itself."""


@dataclass(frozen=True, slots=True)
class UnknownNode:
    pass


@dataclass(frozen=True, slots=True)
class NotAllowed:
    pass


Outcome: TypeAlias = Moved | Renamed | WouldCycle | UnknownNode | NotAllowed | NameProblem


async def move_node(turn: Turn, actor: Member | None, node_id: int, parent_id: int | None) -> Outcome:
    """Hang a node with all below it under another one; None makes it a root, `actor` None is the operator.

    Both ends must be the actor's: a subtree brings its people along, and its leaders' reach with them.
    """
    tree = await store.tree(turn.tx)
    ends = [end for end in (node_id, parent_id) if end is not None]
    if any(end not in tree for end in ends):
        return UnknownNode()
    if actor is not None and (parent_id is None or not await _may_all(turn, actor, ends)):
        return NotAllowed()
    if tree.would_cycle(node_id, parent_id):
        return WouldCycle()
    node = tree[node_id]
    if node.parent_id != parent_id:
        await store.move(turn.tx, node, parent_id, None if actor is None else actor.id, turn.now)
    return Moved(Node(node.id, parent_id, node.kind, node.name))


async def rename(turn: Turn, actor: Member | None, node_id: int, name: str) -> Outcome:
    """Give a node another name."""
    tree = await store.tree(turn.tx)
    if node_id not in tree:
        return UnknownNode()
    if actor is not None and not await _may_all(turn, actor, [node_id]):
        return NotAllowed()
    cleaned = clean_name(name)
    if isinstance(cleaned, NameProblem):
        return cleaned
    await store.rename(turn.tx, node_id, cleaned)
    node = tree[node_id]
    return Renamed(Node(node.id, node.parent_id, node.kind, cleaned))


async def managed(turn: Turn, member: Member) -> frozenset[int]:
    """The branches and groups somebody sets up: those they manage, and the groups they lead."""
    tree = await store.tree(turn.tx)
    offices = await people.offices_of(turn.tx, member.id)
    led = {office.node_id for office in offices if office.role is Role.GROUP_LEADER}
    fitting = {node_id for node_id in led if node_id in tree and tree[node_id].kind in GROUP_KINDS}
    found = fitting.union(await access.nodes_for(turn, member, Action.MANAGE_NODE))
    return frozenset(node_id for node_id in found if tree[node_id].kind in GROUP_KINDS | BRANCH_KINDS)


async def outline(turn: Turn) -> list[tuple[int, Node, Chat | None]]:
    """The whole tree as it is read from top to bottom: (depth, node, the chat bound to it)."""
    tree = await store.tree(turn.tx)
    ids = await store.all_ids(turn.tx)
    chats = {chat.node_id: chat for chat in await store.chats_of(turn.tx, frozenset(ids))}
    lines: list[tuple[int, Node, Chat | None]] = []

    def walk(node: Node, depth: int) -> None:
        lines.append((depth, node, chats.get(node.id)))
        for child in tree.children(node.id):
            walk(child, depth + 1)

    for node_id in ids:
        if len(tree.path(node_id)) == 1:
            walk(tree[node_id], 0)
    return lines


async def _may_all(turn: Turn, actor: Member, node_ids: list[int]) -> bool:
    return all([await access.may(turn, actor, Action.MANAGE_NODE, node_id) for node_id in node_ids])
