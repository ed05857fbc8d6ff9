"""谈心: what a member has arranged, and what they may do."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.access import Action
from domain.care import Talk
from domain.members import Member
from services import access, people
from services.care.talks.coverage import Coverage, coverage
from services.recurring import years_after
from services.turn import Turn
from storage import care_talks as store
from storage import nodes
from storage import people as members


@dataclass(frozen=True, slots=True)
class Page:
    """(talk, the other one's title) of all that stands, and of the last twelve months.

    `keeps`: the branch's list is theirs to change."""

    talks: Sequence[tuple[Talk, str]]
    keeps: bool
    coverage: Sequence[Coverage] | None


async def page(turn: Turn, member: Member) -> Page:
    found = await store.of_member(turn.tx, member.id, years_after(turn.now.date(), -1))
    partners = {one.id: one for one in await members.many(turn.tx, [talk.partner_of(member.id) for talk in found])}
    titled = {one_id: await people.title(turn, one) for one_id, one in partners.items()}
    reach = await access.nodes_for(turn, member, Action.MANAGE_CARE)
    branch = (await nodes.tree(turn.tx)).branch_of(member.node_id)
    keeps = branch is not None and branch.id in reach
    named = [(talk, titled.get(talk.partner_of(member.id), "")) for talk in found]
    return Page(named, keeps, await coverage(turn, member) if reach else None)
