"""求助进展: the open requests of a branch, the oldest first; about requests, never about who is slow (E15)."""

from domain.access import Action
from domain.members import Member
from services import access, people
from services.requests import notices
from services.turn import Turn
from storage import people as members
from storage import request_watch
from texts.ladder import Line


async def ageing(turn: Turn, member: Member) -> list[Line] | None:
    """What is open in the branches that somebody is secretary of; None for whoever is not.

    What must not reach this person is not on their list.
    """
    branches = await access.nodes_for(turn, member, Action.APPOINT)
    if not branches:
        await access.may(turn, member, Action.APPOINT, member.node_id)
        return None
    found = await request_watch.open_in(turn.tx, branches, member.id)
    owners = await members.many(turn.tx, [one.owner_id for one in found if one.owner_id is not None])
    titles = {owner.id: await people.title(turn, owner) for owner in owners}
    lines = [Line(one, titles.get(one.request.owner_id or 0)) for one in await notices.all_waiting(turn, found)]
    return sorted(lines, key=lambda line: (line.waiting.since, line.waiting.request.id))
