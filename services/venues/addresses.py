"""Where exactly a meeting is: the one file that opens an address (M31)."""

from domain import venues as rules
from domain.access import Action
from domain.features import Feature
from domain.meetings import Meeting, MeetingState
from domain.members import Member
from domain.venues import Venue
from services import access, features
from services.turn import Turn
from storage import joint, leave, nodes
from storage import meetings as meetings_store
from storage import venues as store


async def venue_of(turn: Turn, meeting: Meeting) -> Venue | None:
    """The place on the branch's list that bears the name of this meeting's place; None where it is free words.

    Found by name each time, so that a meeting that is moved elsewhere needs no second entry. A branch that was asked
    to a joint meeting comes to a place on its host's list.
    """
    if not await features.on_at(turn, Feature.VENUES, meeting.node_id):
        return None
    host = await joint.host_meeting_id(turn.tx, meeting.id)
    of_host = await meetings_store.get(turn.tx, host) if host is not None else None
    tree = await nodes.tree(turn.tx)
    branch = tree.branch_of((of_host or meeting).node_id)
    return await store.named(turn.tx, branch.id, meeting.place) if branch is not None else None


async def address_for(turn: Turn, member: Member, meeting: Meeting) -> str | None:
    """The address, for whoever leads the meeting, hosts it or has said they come; None for everybody else.

    It is never written into a message to a group, nor shown to the invited once the meeting is over.
    """
    venue = await venue_of(turn, meeting)
    if venue is None:
        return None
    expected = member.id in await meetings_store.expected_ids(turn.tx, meeting.id)
    seen = rules.may_see_address(
        leads=meeting.node_id in await access.nodes_for(turn, member, Action.MANAGE_MEETING),
        hosts=venue.host_id == member.id,
        rsvp=await leave.answer_of(turn.tx, meeting.id, member.id) if expected else None,
        still_on=meeting.state is MeetingState.ANNOUNCED,
    )
    return await store.address(turn.tx, venue.id) if seen else None


async def keeps_for(turn: Turn, member: Member) -> list[int]:
    """The branches in which somebody plans meetings, the own one first. Asking is no attempt: nothing is logged."""
    tree = await nodes.tree(turn.tx)
    own = tree.branch_of(member.node_id)
    found = [
        branch.id
        for node_id in await access.nodes_for(turn, member, Action.MANAGE_MEETING)
        if (branch := tree.branch_of(node_id)) is not None
    ]
    return sorted(set(found), key=lambda branch_id: (own is None or branch_id != own.id, branch_id))


async def whole(turn: Turn, keeper: Member, venue: Venue) -> str | None:
    """The address for whoever keeps the branch's list, or lives there; None for everybody else."""
    if venue.host_id != keeper.id and venue.node_id not in await keeps_for(turn, keeper):
        return None
    return await store.address(turn.tx, venue.id)


async def known_as(turn: Turn, branch_id: int, text: str) -> Venue | None:
    """The place that somebody means who types its name, or its address, which then goes no further."""
    for venue in await store.of_branches(turn.tx, [branch_id]):
        address = await store.address(turn.tx, venue.id)
        if text == venue.name or (address is not None and _bare(address) in _bare(text)):
            return venue
    return None


def _bare(words: str) -> str:
    return "".join(character for character in words if character.isalnum())
