"""The daily look at each branch's care calendar; nothing is remembered but rows, so a restart needs no repair."""

from typing import Final

from domain.features import Feature
from domain.members import Member
from services import features, policies
from services.care_dates import congratulating, facts, festivals, greeting, leads
from services.turn import Turn, apart
from storage import care_plans as store
from storage import nodes

AT_ONCE: Final = 2  # branches a ring looks at, as the secretary's calendar does: answers wait for it


async def look(turn: Turn) -> bool:
    """A chore: some of the branches that nobody has looked at today; the others wait for the next ring."""
    today = turn.now.date()
    for node_id in await store.to_look_at(turn.tx, today, AT_ONCE):
        await apart(turn, keep(turn, node_id))
        await store.note_looked(turn.tx, node_id, today)
    return False


async def keep(turn: Turn, node_id: int) -> None:
    """Put right what one branch's days ask for."""
    if not await features.on_at(turn, Feature.GREETINGS, node_id):
        return
    calendar = (await policies.in_force(turn, node_id)).calendar
    known = await facts.of_branch(turn, node_id)
    await greeting.promise(turn, known, calendar)
    await congratulating.plan(turn, known, calendar)
    await leads.promise(turn, known, calendar)
    await festivals.keep(turn, known)


async def again(turn: Turn, member: Member) -> None:
    """Something has changed on which the calendar hangs."""
    branch = (await nodes.tree(turn.tx)).branch_of(member.node_id)
    if branch is not None:
        await store.note_looked(turn.tx, branch.id, None)
