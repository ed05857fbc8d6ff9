"""Whose entry it is, and who decides about it (M26)."""

from typing import Final

from domain.access import Action
from domain.disputes import Dispute
from domain.meetings import Attendee, Meeting, MeetingState
from domain.members import Member, is_here
from services import access, people
from services.turn import Turn
from storage import attendees, meetings
from storage import disputes as store
from storage import people as members

LONGEST: Final = 200


async def own_entry(turn: Turn, member: Member, meeting_id: int) -> tuple[Meeting, Attendee] | None:
    meeting = await meetings.get(turn.tx, meeting_id)
    one = await attendees.one(turn.tx, meeting_id, member.id)
    if meeting is None or one is None or meeting.state is MeetingState.CANCELLED:
        return None
    return meeting, one


async def of_dispute(turn: Turn, dispute_id: int) -> tuple[Dispute, Meeting, Attendee] | None:
    dispute = await store.get(turn.tx, dispute_id)
    meeting = await meetings.get(turn.tx, dispute.meeting_id) if dispute is not None else None
    if dispute is None or meeting is None:
        return None
    one = await attendees.one(turn.tx, meeting.id, dispute.member_id)
    return None if one is None else (dispute, meeting, one)


async def for_judge(turn: Turn, leader: Member, dispute_id: int) -> tuple[Dispute, Meeting, Attendee] | None:
    """Nobody decides what they contest themselves."""
    found = await of_dispute(turn, dispute_id)
    if found is None or found[2].member.id == leader.id:
        return None
    about = found[2].member.id
    return found if await access.may(turn, leader, Action.RECORD_PAPER, found[1].node_id, about=about) else None


async def judge_of(turn: Turn, meeting: Meeting, member: Member) -> Member | None:
    """Who made the meeting, while they lead it; else whom the member turns to, or turned to then. Never the member."""
    organiser = await members.get(turn.tx, meeting.created_by)
    wanted = [organiser] if organiser is not None else []
    then = await people.post_holders(turn, meeting.node_id)
    for leader in [*wanted, *await people.leaders_of(turn, member), *then]:
        reachable = leader.telegram_id is not None and is_here(leader) and leader.id != member.id
        if reachable and meeting.node_id in await access.nodes_for(turn, leader, Action.RECORD_PAPER):
            return leader
    return None


def topic(dispute_id: int) -> str:
    return f"dispute:{dispute_id}"
