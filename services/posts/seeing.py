"""「职务」: the posts of one's branch with holders, terms and stand-ins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain import readiness
from domain.access import Action
from domain.members import Member, Office, Role, is_here
from domain.nodes import BRANCH_KINDS, Node, Tree
from domain.posts import Held, roles_at
from services import access, backups
from services.turn import Turn
from storage import duty_settings, nodes, people
from storage import posts as store


@dataclass(frozen=True, slots=True)
class Holding:
    member: Member
    held: Held


@dataclass(frozen=True, slots=True)
class Post:
    """One post; nobody holds a vacant one. `natural` is a deputy secretary, who stands in without being named."""

    node: Node
    role: Role
    holders: tuple[Holding, ...] = ()
    backup: Member | None = None
    natural: Member | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """`committee_ends` is the day the branch's committee ends, for every post without a day of its own."""

    posts: Sequence[Post]
    committee_ends: date | None
    appoints: bool


async def page(turn: Turn, member: Member) -> Page | None:
    """None for who belongs to no branch. Who holds what is no secret in a branch; changing it is another matter."""
    branch = await branch_of(turn, member)
    if branch is None:
        return None
    appoints = branch.id in await access.nodes_for(turn, member, Action.APPOINT)
    ends = (await duty_settings.calendar_of(turn.tx, branch.id)).term_ends
    return Page(await posts_of(turn, branch), ends, appoints)


async def branch_of(turn: Turn, member: Member) -> Node | None:
    """One's own branch, or the first whose posts one gives."""
    tree = await nodes.tree(turn.tx)
    own = tree.branch_of(member.node_id)
    if own is not None:
        return own
    given = await access.nodes_for(turn, member, Action.APPOINT)
    return next((tree[node_id] for node_id in given if tree[node_id].kind in BRANCH_KINDS), None)


async def posts_of(turn: Turn, branch: Node) -> list[Post]:
    """Held posts and those that should be, from the branch down; a branch below a general branch is its own."""
    tree = await nodes.tree(turn.tx)
    within = sorted(tree.same_branch(branch.id))
    held = await store.at(turn.tx, within)
    found = [_post(one, held) for one in await backups.at(turn, within)]
    there = {(one.node.id, one.role) for one in found}
    empty = [post for post in await vacant(turn, branch) if post not in there]
    found += [Post(tree[node_id], role) for node_id, role in empty]
    return sorted(found, key=lambda one: _order(one, tree))


async def vacant(turn: Turn, branch: Node) -> list[tuple[int, Role]]:
    """(node id, post) that nobody holds and somebody should."""
    tree = await nodes.tree(turn.tx)
    within = tree.same_branch(branch.id)
    members = [one for one in await people.in_nodes(turn.tx, within) if is_here(one)]
    offices = [Office(one.member_id, one.role, one.node_id) for one in await store.at(turn.tx, within)]
    return readiness.vacant(tree, within, members, offices)


def _post(one: backups.Post, held: Sequence[Held]) -> Post:
    holders = tuple(
        Holding(member, record)
        for member in one.holders
        for record in held
        if (record.member_id, record.node_id, record.role) == (member.id, one.node.id, one.role)
    )
    return Post(one.node, one.role, holders, one.backup, one.natural)


def _order(post: Post, tree: Tree) -> tuple[int, int, int]:
    roles = list(roles_at(post.node)) or [post.role]
    place = roles.index(post.role) if post.role in roles else len(roles)
    return len(tree.path(post.node.id)), post.node.id, place
