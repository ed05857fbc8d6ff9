"""Loading a branch from a file: `python -m bot load`. Doing it again changes nothing that people did since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain import loading as rules
from domain.loading import LoadProblem, PlannedMember
from domain.members import Member, Role
from domain.nodes import Node
from storage import nodes, people
from storage.nodes import Chat
from storage.schema import Tx

__all__ = ["LoadProblem", "Loaded", "load"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many of each are new; loading the same file again gives zeros."""

    nodes: int
    members: int
    chats: int


async def load(tx: Tx, data: Mapping[str, Any], now: datetime) -> Loaded:
    """What the file says and the database has not; nothing is taken away or overwritten.

    Raises LoadProblem, one sentence for the operator, where the file or what it asks for does not go; the caller
    rolls back. Whoever is loaded with an account still sees the notice before anything else (PRV-01).
    """
    blueprint = rules.read(data)
    placed: dict[tuple[str, ...], Node] = {}
    new_nodes = new_members = new_chats = 0
    for planned in blueprint.nodes:
        parent = placed[planned.path[:-1]].id if planned.path[:-1] else None
        node = await nodes.find(tx, parent, planned.kind, planned.path[-1])
        if node is None:
            node = await nodes.add(tx, parent, planned.kind, planned.path[-1], now)
            new_nodes += 1
        placed[planned.path] = node
    for person in blueprint.members:
        new_members += await _member(tx, person, placed[person.at], now)
    for chat in blueprint.chats:
        bound = await nodes.chat(tx, chat.chat_id)
        node = placed[chat.at]
        if bound is None and not await nodes.chats_of(tx, frozenset({node.id})):
            await nodes.bind(tx, Chat(chat.chat_id, node.id, None, chat.title), now)
            new_chats += 1
    return Loaded(new_nodes, new_members, new_chats)


async def _member(tx: Tx, planned: PlannedMember, node: Node, now: datetime) -> bool:
    """Whether the person is new. A namesake in the same branch is the same person, who may have moved since."""
    tree = await nodes.tree(tx)
    branch = tree.branch_of(node.id) or node
    namesakes = [one for one in await people.in_nodes(tx, tree.subtree(branch.id)) if one.name == planned.name]
    here = [one for one in namesakes if one.node_id == node.id] or namesakes
    if here:
        await _bind(tx, planned, here[0], now)
        return False
    member = await people.add(tx, node.id, planned.name, planned.status, now)
    for role in planned.roles:
        await people.appoint(tx, member.id, node.id if role is Role.GROUP_LEADER else branch.id, role, now)
    await _bind(tx, planned, member, now)
    return True


async def _bind(tx: Tx, planned: PlannedMember, member: Member, now: datetime) -> None:
    """Only a row that never had an account: who withdrew is not brought back by a file.

    Nobody has heard them press Start yet, so they count as out of reach until they do; no leader is asked to phone.
    """
    if planned.telegram_id is None or member.telegram_id is not None or await people.consents_of(tx, member.id):
        return
    if not await people.bind(tx, member.id, planned.telegram_id):
        raise LoadProblem(f"members 里“{planned.name}”的 telegram_id 已经是别人的了。")
    await people.mark_unreachable(tx, planned.telegram_id, now)
