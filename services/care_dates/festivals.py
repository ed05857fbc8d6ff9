"""春节 and 七一: the list the rules make, who goes to whom, and how far it is, in counts (K5, CARE-02, CARE-09)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain import care_dates as rules
from domain.access import Action
from domain.care import VisitState
from domain.care_dates import PLANNED, PLANNED_EARLY, CareRule, Festival, Said
from domain.members import Member
from domain.nodes import Node
from services import access
from services.care_dates import facts, falling
from services.care_dates.facts import Facts
from services.turn import Turn
from storage import care_visits, nodes
from storage import festival_plans as store
from storage import people as members
from storage.festival_plans import Listed, Plan

MOST_BUTTONS: Final = 10  # people on one page


@dataclass(frozen=True, slots=True)
class Progress:
    """How many are on a list, how many of them somebody goes to, and where somebody has been."""

    listed: int
    assigned: int
    done: int


@dataclass(frozen=True, slots=True)
class Line:
    """One person; why only for who keeps the roster. `gone`: a visit is not wanted any more, or over otherwise."""

    member: Member
    reasons: Sequence[CareRule]
    visitor: Member | None = None
    done: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A branch's list as one leader sees it; `unknown` are those of whom nobody knows when they were born."""

    branch: Node
    plan: Plan
    lines: Sequence[Line]
    progress: Progress
    years: Mapping[CareRule, int]
    unknown: int
    page: int
    more: bool


@dataclass(frozen=True, slots=True)
class NotYet:
    """The next festival is too far away; on this day its list is made."""

    on: date
    from_day: date


async def keep(turn: Turn, known: Facts) -> None:
    """Thirty days ahead the list is there; until somebody goes it follows the facts."""
    today = turn.now.date()
    for which in Festival:
        on = falling.festival(which, today)
        if on - today <= PLANNED:
            await _kept(turn, known, which, on)


async def page(turn: Turn, member: Member, number: int = 0) -> PlanPage | NotYet | None:
    """The list of the next festival, from twelve weeks before it on."""
    place = await place_of(turn, member)
    if place is None:
        return None
    branch, reach = place
    today = turn.now.date()
    on, which = min((falling.festival(which, today), which) for which in Festival)
    if on - today > PLANNED_EARLY:
        return NotYet(on, on - PLANNED)
    known = await facts.of_branch(turn, branch.id)
    plan = await _kept(turn, known, which, on)
    return await _page(turn, member, known, branch, plan, reach, number)


async def progress(turn: Turn, node_id: int, which: str, on: date) -> Progress:
    """Of the whole branch, in counts."""
    plan = await store.plan(turn.tx, node_id, Festival(which), on, turn.now)
    return _progress([await _line(turn, one, {}) for one in await store.listed(turn.tx, plan.id)])


async def _kept(turn: Turn, known: Facts, which: Festival, on: date) -> Plan:
    plan = await store.plan(turn.tx, known.node_id, which, on, turn.now)
    wanted = {}
    for member in known.people.values():
        why = rules.reasons(known.known(member, on), known.rules)
        if why and not known.has_said(member.id, Said.NO_VISIT):
            wanted[member.id] = why
    before = {one.member_id: list(one.reasons) for one in await store.listed(turn.tx, plan.id)}
    if before != wanted:
        await store.keep_listed(turn.tx, plan.id, wanted)
    return plan


async def _page(
    turn: Turn, member: Member, known: Facts, branch: Node, plan: Plan, reach: Collection[int], number: int
) -> PlanPage:
    keeps = branch.id in await access.nodes_for(turn, member, Action.MANAGE_ROSTER)
    mine = {one.id: one for one in known.people.values() if one.node_id in reach}
    lines = [await _line(turn, one, mine, keeps=keeps) for one in await store.listed(turn.tx, plan.id)]
    seen = [one for one in lines if one.member.id in mine]
    start = number * MOST_BUTTONS
    ages = [known.known(one, plan.on) for one in mine.values()]
    return PlanPage(
        branch,
        plan,
        seen[start : start + MOST_BUTTONS],
        _progress(seen),
        {rule: one.years for rule, one in known.rules.items()},
        rules.unknown(ages, known.rules) if keeps else 0,
        number,
        len(seen) > start + MOST_BUTTONS,
    )


async def _line(turn: Turn, one: Listed, mine: Mapping[int, Member], *, keeps: bool = False) -> Line:
    about = mine.get(one.member_id) or await members.get(turn.tx, one.member_id)
    if about is None:
        raise LookupError("somebody on a list is not on the roster")
    reasons = one.reasons if keeps else ()
    if one.visit_id is None:
        return Line(about, reasons)
    visit = await care_visits.get(turn.tx, one.visit_id)
    if visit is None:
        return Line(about, reasons, gone=True)
    visitor = None if visit.visitor_id is None else await members.get(turn.tx, visit.visitor_id)
    return Line(about, reasons, visitor, done=visit.state is VisitState.DONE)


def _progress(lines: Sequence[Line]) -> Progress:
    return Progress(
        len(lines),
        sum(one.visitor is not None or one.done or one.gone for one in lines),
        sum(one.done for one in lines),
    )


async def place_of(turn: Turn, member: Member) -> tuple[Node, Collection[int]] | None:
    """The branch whose care somebody looks after, their own first, and which of its nodes; a refusal is logged."""
    tree = await nodes.tree(turn.tx)
    reach = await access.nodes_for(turn, member, Action.MANAGE_CARE)
    branches = [branch for id_ in reach if (branch := tree.branch_of(id_)) is not None]
    own = tree.branch_of(member.node_id)
    chosen = own if own in branches else next(iter(branches), None)
    if chosen is None:
        await access.may(turn, member, Action.MANAGE_CARE, member.node_id)
        return None
    return chosen, frozenset(id_ for id_ in reach if tree.branch_of(id_) == chosen)
