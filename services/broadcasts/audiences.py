"""Whom a notice may be for, and how many of them it reaches."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.access import Action
from domain.broadcasts import Audience, Counts
from domain.features import Feature
from domain.members import COMMITTEE_ROLES, Member
from domain.nodes import Node
from services import access, features, people
from services.turn import Turn
from storage import broadcast_recipients, nodes
from storage import people as members
from storage.broadcast_recipients import Addressed

PHONERS = 3  # leaders named in a preview


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to 发给谁."""

    node: Node
    audience: Audience
    is_branch: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """How many get it on Telegram and how many do not; these leaders phone the others."""

    counts: Counts
    phoners: Sequence[Member]


async def choices(turn: Turn, member: Member) -> list[Choice]:
    """Whom somebody may write to, a branch as a whole first; none for who holds no such post."""
    tree = await nodes.tree(turn.tx)
    found = []
    for node_id in await access.nodes_for(turn, member, Action.BROADCAST):
        if await features.on_at(turn, Feature.BROADCASTS, node_id):
            is_branch = tree.branch_of(node_id) == tree[node_id]
            found.append(Choice(tree[node_id], Audience.NODE, is_branch))
            if is_branch:
                found.append(Choice(tree[node_id], Audience.COMMITTEE, is_branch))
    return sorted(found, key=lambda one: (not one.is_branch, one.audience is Audience.COMMITTEE, one.node.id))


async def addressed(turn: Turn, node_id: int, audience: Audience, author_id: int) -> Addressed:
    """Everybody at a node and below it within the same branch, or the committee of a branch."""
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(node_id)
    reach = frozenset(one for one in tree.subtree(node_id) if tree.branch_of(one) == branch)
    if audience is Audience.NODE:
        return Addressed(author_id, reach)
    offices = await members.offices_at(turn.tx, [node_id])
    return Addressed(author_id, reach, frozenset(one.member_id for one in offices if one.role in COMMITTEE_ROLES))


async def reach(turn: Turn, whom: Addressed) -> Reach:
    counts = await broadcast_recipients.expected(turn.tx, whom)
    phoners: dict[int, Member] = {}
    for one in await members.many(turn.tx, await broadcast_recipients.to_phone(turn.tx, whom, PHONERS)):
        leader = next((leader for leader in await people.leaders_of(turn, one) if leader.id != one.id), None)
        if leader is not None:
            phoners[leader.id] = leader
    return Reach(counts, list(phoners.values()))
