"""What an invitee's card shows, drawn when it is sent, and the files behind its buttons."""

from domain.agendas import Material
from domain.features import Feature
from domain.meetings import LeaveDecision, MeetingState
from domain.members import Member
from domain.messages import Message
from services import boards, features, meeting_menu
from services.turn import Turn
from services.venues import addresses
from storage import agendas as store
from storage import attendees, leave, meetings
from texts import agendas as say


async def card(turn: Turn, card_id: int) -> Message | None:
    """The card as it is now: what it is about, where it is for whoever comes, what they answered.

    Whoever is expected no more sees nothing of it any more.
    """
    found = await store.card(turn.tx, card_id)
    meeting = await meetings.get(turn.tx, found.meeting_id) if found is not None else None
    one = await attendees.one(turn.tx, found.meeting_id, found.member_id) if found is not None else None
    if meeting is None:
        return None
    if one is None:
        return say.card_over()
    asked = await leave.of(turn.tx, meeting.id, one.member.id)
    return say.card(
        say.Card(
            meeting=meeting,
            one=one,
            items=await store.items(turn.tx, meeting.id),
            materials=await store.materials_of(turn.tx, meeting.id),
            address=await addresses.address_for(turn, one.member, meeting),
            leave_id=asked.id if asked is not None and asked.decision is not LeaveDecision.CANCELLED else None,
            more=await meeting_menu.fitting_for(turn, meeting, one),
            board=await boards.board(turn, meeting.id) if meeting.chat_id is None else None,
        ),
        turn.now,
        await features.all_on_at(turn, meeting.node_id),
    )


async def material(turn: Turn, member: Member, material_id: int) -> Material | None:
    """A file, for an invitee who asks for it; that they did is written nowhere (S4). None for everybody else."""
    found = await store.material(turn.tx, material_id)
    if found is None or found.media is None or member.id not in await meetings.expected_ids(turn.tx, found.meeting_id):
        return None
    meeting = await meetings.get(turn.tx, found.meeting_id)
    if meeting is None or meeting.state is MeetingState.CANCELLED:
        return None
    return found if await features.on_at(turn, Feature.MEETINGS, meeting.node_id) else None
