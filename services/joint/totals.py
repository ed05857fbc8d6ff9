"""What branches that meet together learn of each other: totals, counted without names."""

from domain.joint import Partner
from domain.meetings import Meeting, MeetingState, tally
from services.turn import Turn
from storage import attendees, nodes
from storage import joint as store
from storage import meetings as meetings_store


async def partners(turn: Turn, meeting: Meeting) -> list[Partner]:
    """The other branches at a joint meeting with their totals; none where it is held alone."""
    return [await _partner(turn, one) for one in await meetings_of(turn, meeting)]


async def meetings_of(turn: Turn, meeting: Meeting) -> list[Meeting]:
    """The others' meetings, but for those that were called off."""
    ids = await store.together(turn.tx, meeting.id)
    found = await meetings_store.get_many(turn.tx, ids) if ids else {}
    return [found[one] for one in ids if one in found and found[one].state is not MeetingState.CANCELLED]


async def _partner(turn: Turn, meeting: Meeting) -> Partner:
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of(meeting.node_id) or tree[meeting.node_id]
    numbers = tally(await attendees.faceless(turn.tx, meeting.id), closed=meeting.state is MeetingState.CLOSED)
    return Partner(branch.name, numbers.expected, numbers.present)
