"""AB岗: a stand-in is named for each post of the branch (O3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from domain import standins as rules
from domain.access import Action
from domain.members import Member, Role, is_here
from domain.nodes import Node
from services import access
from services.requests import cards
from services.turn import Turn
from storage import nodes, people
from storage import standins as store
from texts import standins as say

PER_PAGE = 8


@dataclass(frozen=True, slots=True)
class Post:
    """One post of the branch with its holders and its B岗; `natural` is a deputy, who needs no naming."""

    node: Node
    role: Role
    holders: tuple[Member, ...]
    backup: Member | None
    natural: Member | None


@dataclass(frozen=True, slots=True)
class Choice:
    """Who may become the B岗 of a post, one page of them."""

    post: Post
    members: tuple[Member, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class NotAllowed:
    pass


@dataclass(frozen=True, slots=True)
class Unfit:
    """Nobody appoints themselves (A4), and nobody stands in for themselves."""


Named: TypeAlias = Post | Unfit | NotAllowed


async def posts(turn: Turn, member: Member) -> Sequence[Post] | NotAllowed:
    """All posts in one's branches, from the branch down; for whoever gives posts there."""
    mine = await access.nodes_for(turn, member, Action.APPOINT)
    if not mine:
        await access.may(turn, member, Action.APPOINT, member.node_id)
        return NotAllowed()
    return await at(turn, mine)


async def at(turn: Turn, node_ids: Sequence[int]) -> list[Post]:
    """The posts that somebody holds or stands in for at these nodes."""
    tree = await nodes.tree(turn.tx)
    offices = await people.offices_at(turn.tx, node_ids)
    backups = {(one.node_id, one.role): one.member_id for one in await store.backups_at(turn.tx, node_ids)}
    everybody = {
        one.id: one for one in await people.many(turn.tx, [*(o.member_id for o in offices), *backups.values()])
    }
    found = []
    for node_id, role in rules.in_order({(one.node_id, one.role) for one in offices} | set(backups), tree):
        held = tuple(everybody[one.member_id] for one in offices if (one.node_id, one.role) == (node_id, role))
        backup, natural = backups.get((node_id, role)), rules.natural(node_id, role, offices)
        found.append(
            Post(
                tree[node_id],
                role,
                held,
                everybody[backup] if backup is not None else None,
                everybody[natural] if natural is not None else None,
            )
        )
    return found


async def choice(turn: Turn, member: Member, node_id: int, role: Role, page: int) -> Choice | NotAllowed:
    """Who may stand in for a post: members of its branch that a message reaches."""
    post = await _post(turn, member, node_id, role)
    if post is None:
        return NotAllowed()
    fitting = await _fitting(turn, member, post)
    pages = max(1, -(-len(fitting) // PER_PAGE))
    page = min(max(page, 0), pages - 1)
    return Choice(post, tuple(fitting[page * PER_PAGE : (page + 1) * PER_PAGE]), page, pages)


async def name_backup(turn: Turn, member: Member, node_id: int, role: Role, backup_id: int) -> Named:
    """Make somebody the B岗 of a post; they are told."""
    post = await _post(turn, member, node_id, role)
    if post is None:
        return NotAllowed()
    backup = next((one for one in await _fitting(turn, member, post) if one.id == backup_id), None)
    if backup is None or backup.telegram_id is None:
        return Unfit()
    await store.name_backup(turn.tx, node_id, role, backup.id, member.id, turn.now)
    await _put_away(turn, post)
    turn.tell(backup.telegram_id, say.you_stand_in(member, post.node.name, role, post.holders))
    return await _post(turn, member, node_id, role) or NotAllowed()


async def drop_backup(turn: Turn, member: Member, node_id: int, role: Role) -> Named:
    """A post without a B岗 again."""
    post = await _post(turn, member, node_id, role)
    if post is None:
        return NotAllowed()
    await store.drop_backup(turn.tx, node_id, role)
    await _put_away(turn, post)
    return await _post(turn, member, node_id, role) or NotAllowed()


async def _put_away(turn: Turn, before: Post) -> None:
    """Who stood in until now reads no more of what came with it."""
    if before.backup is not None:
        await cards.put_away(turn, before.backup)


async def _post(turn: Turn, member: Member, node_id: int, role: Role) -> Post | None:
    if not await access.may(turn, member, Action.APPOINT, node_id):
        return None
    return next((post for post in await at(turn, [node_id]) if post.role is role), None)


async def _fitting(turn: Turn, chooser: Member, post: Post) -> list[Member]:
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(post.node.id) or post.node
    apart = {chooser.id, *(holder.id for holder in post.holders)}
    return [
        one
        for one in await people.in_nodes(turn.tx, tree.subtree(branch.id))
        if one.id not in apart and one.telegram_id is not None and is_here(one)
    ]
