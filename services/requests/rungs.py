"""The ladder of a request as things are now: the tree, who holds which post, who is away, who must not see it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from domain import requests as rules
from domain.concerns import Topic, Urgency
from domain.members import Member, Role
from domain.requests import Audience, Done, HelpRequest, Ladder, Person, clocks
from services import people as titles
from services import policies, standins
from services.turn import Turn
from storage import nodes, people, request_steps
from storage import requests as store


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen to a request that is not sent yet.

    `first` is who would be asked, None where nobody can be; `name` is how they are spoken of. `asked_at` is later than
    now in quiet hours.
    """

    first: Person | None
    name: str
    asked_at: datetime
    respond_by: datetime
    resolve_by: datetime
    ladder: Ladder


async def ladder_of(turn: Turn, request: HelpRequest) -> Ladder:
    """The rungs of a request, afresh each time: what a row remembers is only what was done."""
    excluded = await store.excluded(turn.tx, request.id)
    apart = {one for one in (request.asker_id, request.about_id) if one is not None}
    in_force = await policies.of_request(turn, request)
    responsible = in_force.policy.role_for(None if request.unsorted else request.topic)
    return await _ladder(
        turn, request.node_id, responsible, request.audience, apart, excluded, may_leave=request.may_leave
    )


async def preview(
    turn: Turn,
    member: Member,
    topic: Topic,
    audience: Audience,
    excluded: Collection[int],
    *,
    may_leave: bool,
    urgency: Urgency = Urgency.ORDINARY,
    about: Member | None = None,
    unsorted: bool = False,
) -> Preview:
    """What a draft would lead to.

    `about` is whom a CARE request is about; it is asked about where they stand. `unsorted` goes to the dispatcher.
    """
    node_id = member.node_id if about is None else about.node_id
    apart = {member.id} if about is None else {member.id, about.id}
    in_force = await policies.in_force(turn, node_id)
    responsible = in_force.policy.role_for(None if unsorted else topic)
    climbed = await _ladder(turn, node_id, responsible, audience, apart, excluded, may_leave=may_leave)
    first = next(iter(climbed.people), None)
    asked = await people.get(turn.tx, first.member_id) if first is not None else None
    promise = clocks.promised(in_force.policy.clocks_for(topic, urgency), in_force.calendar, turn.now)
    return Preview(
        first,
        await titles.title(turn, asked) if asked is not None else "",
        turn.now if urgency is Urgency.URGENT else in_force.calendar.first_loud(turn.now),
        promise.respond_by,
        promise.resolve_by,
        climbed,
    )


async def done(turn: Turn, request: HelpRequest) -> list[Done]:
    """What this round has done, oldest first."""
    fired = await request_steps.fired(turn.tx, request.id, request.round)
    return [Done(one.kind, one.member_id, one.level) for one in fired]


async def _ladder(
    turn: Turn,
    node_id: int,
    responsible: Role,
    audience: Audience,
    apart: Collection[int],
    excluded: Collection[int],
    *,
    may_leave: bool,
) -> Ladder:
    tree = await nodes.tree(turn.tx)
    way_up = [node.id for node in tree.ladder(node_id)]
    offices = [one for one in await people.offices_at(turn.tx, way_up) if one.member_id in excluded]
    return rules.ladder(
        tree,
        node_id,
        responsible,
        audience,
        await standins.holders(turn, way_up, turn.now),
        avoid={*apart, *excluded},
        above=rules.highest(offices, node_id, tree),
        may_leave=may_leave,
    )
