"""Who answers for what in a branch: the page 分工, and trying where a sentence would go (H8, H9)."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.access import Action
from domain.concerns import Concern
from domain.concerns.danger import judge
from domain.features import Feature
from domain.members import Member, Role
from domain.nodes import BRANCH_KINDS, Tree
from domain.policies import Holder, Policy, Post, Posts, filled, vacant
from domain.requests.clocks import promised
from domain.workdays import Hours
from services import access, concerns, features, lessons, policies, publishing
from services.turn import Turn
from storage import nodes, people, standins
from storage import policies as store


@dataclass(frozen=True, slots=True)
class Page:
    """The rules of a branch. `published` is when and by whom, None for those that everybody begins with."""

    branch: str
    policy: Policy
    posts: Posts
    published: tuple[str, datetime] | None
    manages: bool


@dataclass(frozen=True, slots=True)
class Tested:
    """Where a sentence would go. No topic of the concern is a human who sorts it: `post` is the dispatcher's then."""

    concern: Concern
    calls_human: bool
    post: Post
    respond_by: datetime


@dataclass(frozen=True, slots=True)
class Duties:
    """How far the routing of a branch is: the posts that something is sent to and nobody holds; the quiet hours."""

    branch_id: int
    vacant: tuple[Role, ...]
    quiet: Hours


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """`in_danger`: the words they wanted to try were no try, as far as we can know."""

    in_danger: bool = False


async def page(turn: Turn, member: Member) -> Page | NotAllowed:
    """分工: topic, post, people."""
    branch = await publishing.branch_of(turn, member, Action.SEE_ROUTES)
    if branch is None:
        return NotAllowed()
    tree = await nodes.tree(turn.tx)
    in_force = await policies.in_force(turn, branch.id)
    published = None if in_force.policy_id is None else await store.get(turn.tx, in_force.policy_id)
    publisher = None if published is None else await people.get(turn.tx, published.published_by)
    return Page(
        branch.name,
        in_force.policy,
        await posts(turn, tree, branch.id, tree.subtree(branch.id)),
        None if published is None else (publisher.name if publisher is not None else "", published.published_at),
        branch.id in await access.nodes_for(turn, member, Action.MANAGE_ROUTES),
    )


async def test(turn: Turn, member: Member, text: str) -> Tested | NotAllowed:
    """路由测试: what would happen to a sentence of a member who stands where the leader does. It is kept nowhere."""
    danger = judge(text)
    branch = await publishing.branch_of(turn, member, Action.SEE_ROUTES)
    if branch is None:
        return NotAllowed(danger.calls_human)
    in_force = await policies.in_force(turn, branch.id)
    learned = await lessons.of_branch(turn, branch.id)
    words = in_force.policy.words
    understood = await asyncio.to_thread(concerns.understand, text, words=words, lessons=learned)
    concern = understood.concern
    role = in_force.policy.role_for(concern.topic)
    tree = await nodes.tree(turn.tx)
    own = [node.id for node in tree.ladder(member.node_id)] if tree.branch_of(member.node_id) == branch else []
    clocks = in_force.policy.clocks_for(concern.topic or concern.ranked[0][0], concern.urgency)
    return Tested(
        concern,
        understood.danger.calls_human,
        (await posts(turn, tree, branch.id, own or tree.subtree(branch.id)))[role],
        promised(clocks, in_force.calendar, turn.now).respond_by,
    )


async def posts(turn: Turn, tree: Tree, branch_id: int, node_ids: Iterable[int]) -> dict[Role, Post]:
    """Who holds each post at those of these nodes that belong to the branch itself, and who stands in."""
    scope = [node_id for node_id in node_ids if (tree.branch_of(node_id) or tree[node_id]).id == branch_id]
    offices = await people.offices_at(turn.tx, scope)
    backups = await standins.backups_at(turn.tx, scope)
    ids = [office.member_id for office in offices] + [backup.member_id for backup in backups]
    there = await standins.there(turn.tx, ids, turn.now)
    named = {one.id: Holder(one.name, one.id in there) for one in await people.many(turn.tx, ids)}
    return {
        role: Post(
            role,
            tuple(dict.fromkeys(named[one.member_id] for one in offices if one.role is role)),
            tuple(dict.fromkeys(named[one.member_id] for one in backups if one.role is role)),
        )
        for role in Role
    }


async def duties(turn: Turn, scope: Iterable[int]) -> list[Duties]:
    """The routing of the branches in scope that have help switched on: a part of setting a branch up (A1)."""
    tree = await nodes.tree(turn.tx)
    found = []
    for branch_id in sorted(node_id for node_id in scope if tree[node_id].kind in BRANCH_KINDS):
        if not await features.on_at(turn, Feature.HELP, branch_id):
            continue
        in_force = await policies.in_force(turn, branch_id)
        held = await posts(turn, tree, branch_id, tree.subtree(branch_id))
        empty = vacant(in_force.policy, filled(held.values()))
        found.append(Duties(branch_id, tuple(empty), in_force.policy.quiet))
    return found
