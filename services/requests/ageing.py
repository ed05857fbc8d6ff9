"""求助进展: the open requests of a branch, the oldest first; about requests, never about who is slow (E15)."""

from domain.access import Action
from domain.members import Member
from domain.requests import is_open
from services import access, people
from services.requests import notices
from services.turn import Turn
from storage import people as members
from storage import requests as store
from texts.ladder import Line


async def ageing(turn: Turn, member: Member) -> list[Line] | None:
    """What is open in the branches that somebody is secretary of; None for whoever is not.

    What must not reach this person is not on their list.
    """
    branches = await access.nodes_for(turn, member, Action.APPOINT)
    if not branches:
        await access.may(turn, member, Action.APPOINT, member.node_id)
        return None
    lines = []
    for branch_id in branches:
        for request in await store.of_branch(turn.tx, branch_id):
            if is_open(request) and member.id not in await store.excluded(turn.tx, request.id):
                owner = await members.get(turn.tx, request.owner_id) if request.owner_id is not None else None
                title = await people.title(turn, owner) if owner is not None else None
                lines.append(Line(await notices.waiting(turn, request), title))
    return sorted(lines, key=lambda line: (line.waiting.since, line.waiting.request.id))
