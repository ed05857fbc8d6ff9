"""Who goes to whom before a festival: one tap each, or all as proposed (K5)."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.access import Action
from domain.care import VisitTrigger
from domain.members import Member, is_here
from domain.nodes import Tree
from services import access, people
from services.care import visits
from services.care_dates.festivals import place_of
from services.turn import Turn
from storage import festival_plans as store
from storage import nodes
from storage import people as members
from storage.festival_plans import Plan


@dataclass(frozen=True, slots=True)
class Visitors:
    """Who could go to one person, the first is proposed."""

    plan: Plan
    about: Member
    them: Sequence[Member]


@dataclass(frozen=True, slots=True)
class Refused:
    pass


async def visitors(turn: Turn, member: Member, plan_id: int, about_id: int) -> Visitors | Refused:
    """Whom one can name to go to this person."""
    found = await _open(turn, member, plan_id, about_id)
    if found is None:
        return Refused()
    plan, about = found
    return Visitors(plan, about, await _visitors(turn, member, plan, about))


async def assign(turn: Turn, member: Member, plan_id: int, about_id: int, visitor_id: int) -> bool:
    """One tap: this one goes."""
    found = await _open(turn, member, plan_id, about_id)
    if found is None:
        return False
    plan, about = found
    visitor = next((one for one in await _visitors(turn, member, plan, about) if one.id == visitor_id), None)
    if visitor is None:
        return False
    await _assign(turn, plan, about, visitor, member)
    return True


async def assign_all(turn: Turn, member: Member, plan_id: int) -> bool:
    """One tap for all who have nobody yet: each as proposed."""
    place, plan = await place_of(turn, member), await store.get(turn.tx, plan_id)
    if place is None or plan is None or plan.node_id != place[0].id or plan.on < turn.now.date():
        return False
    for one in await store.listed(turn.tx, plan.id):
        found = await _open(turn, member, plan.id, one.member_id) if one.visit_id is None else None
        if found is not None:
            candidates = await _visitors(turn, member, plan, found[1])
            await _assign(turn, plan, found[1], candidates[0], member)
    return True


async def _open(turn: Turn, member: Member, plan_id: int, about_id: int) -> tuple[Plan, Member] | None:
    """A person on a list of whom nobody has been named yet, and whom this leader may send somebody to."""
    plan, about = await store.get(turn.tx, plan_id), await members.get(turn.tx, about_id)
    if plan is None or about is None or not is_here(about) or plan.on < turn.now.date():
        return None
    if not await access.may(turn, member, Action.MANAGE_CARE, about.node_id, about.id):
        return None
    branch = (await nodes.tree(turn.tx)).branch_of(about.node_id)
    on_it = any(one.member_id == about.id and one.visit_id is None for one in await store.listed(turn.tx, plan.id))
    return (plan, about) if branch is not None and branch.id == plan.node_id and on_it else None


async def _visitors(turn: Turn, member: Member, plan: Plan, about: Member) -> list[Member]:
    """Their own leaders, the nearest first, whoever presses, and the committee; nobody visits themselves."""
    holders = await people.post_holders(turn, plan.node_id)
    found = {one.id: one for one in (*await people.leaders_of(turn, about), member, *holders)}
    tree = await nodes.tree(turn.tx)
    return [
        one for one in found.values() if one.id != about.id and is_here(one) and _of_branch(tree, one, plan.node_id)
    ]


def _of_branch(tree: Tree, one: Member, branch_id: int) -> bool:
    branch = tree.branch_of(one.node_id)
    return branch is not None and branch.id == branch_id


async def _assign(turn: Turn, plan: Plan, about: Member, visitor: Member, by: Member) -> None:
    visit_id = await visits.assign(turn, about, VisitTrigger.FESTIVAL, visitor, plan.on, by)
    await store.assign(turn.tx, plan.id, about.id, visitor.id, visit_id)
