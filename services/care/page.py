"""走访: one's own visits, those one is to make, and, for a leader, those nobody has been named for."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.access import Action
from domain.care import Visit, VisitState
from domain.members import Member
from services import access, people
from services.care.reading import ACTION
from services.turn import Turn
from storage import access_log, nodes
from storage import care_contacts as contacts
from storage import care_visits as store
from storage import people as members
from storage.care_contacts import Ask


@dataclass(frozen=True, slots=True)
class Page:
    """Visits with the other person's name. `own` are to this member, `tasks` theirs to make.

    `unnamed` wait for somebody to be named; `asks` are whom they are to contact; `read_by` who opened what of theirs.
    `keeps`: the branch's list is theirs to change.
    """

    own: Sequence[tuple[Visit, str | None]]
    tasks: Sequence[tuple[Visit, Member]]
    unnamed: Sequence[tuple[Visit, Member]]
    asks: Sequence[tuple[Ask, Member]]
    read_by: int
    leads: bool
    keeps: bool


async def page(turn: Turn, member: Member) -> Page:
    """The first page; asking for it is no attempt at anything."""
    reach = await access.nodes_for(turn, member, Action.MANAGE_CARE)
    own = await store.about(turn.tx, member.id)
    tasks = await _named(turn, await store.for_visitor(turn.tx, member.id))
    waiting = [
        one
        for one in await store.open_in(turn.tx, reach)
        if one.about_id != member.id and one.state is VisitState.WAITING
    ]
    asks = [one for one in await contacts.open_asks(turn.tx, member.id) if one.leader_id == member.id]
    who = {one.id: one for one in await members.many(turn.tx, [one.member_id for one in asks])}
    opened = [one for one in await access_log.about(turn.tx, member.id) if one.granted and one.action == ACTION]
    return Page(
        [(one, await _visitor(turn, one)) for one in own],
        tasks,
        await _named(turn, waiting),
        [(one, who[one.member_id]) for one in asks],
        len({one.actor_id for one in opened}),
        bool(reach),
        await _keeps(turn, member, reach),
    )


async def _keeps(turn: Turn, member: Member, reach: Sequence[int]) -> bool:
    branch = (await nodes.tree(turn.tx)).branch_of(member.node_id)
    return branch is not None and branch.id in reach


async def _named(turn: Turn, visits: Sequence[Visit]) -> list[tuple[Visit, Member]]:
    about = {one.id: one for one in await members.many(turn.tx, [visit.about_id for visit in visits])}
    return [(visit, about[visit.about_id]) for visit in visits]


async def _visitor(turn: Turn, visit: Visit) -> str | None:
    visitor = await members.get(turn.tx, visit.visitor_id) if visit.visitor_id is not None else None
    return None if visitor is None else await people.title(turn, visitor)
