"""Who may read and write the minutes of a meeting: who manages it, and whoever was asked to write them."""

from domain.access import Action
from domain.features import Feature
from domain.meetings import Meeting
from domain.members import Member
from services import access, features
from services.turn import Turn
from storage import filings, meetings, nodes


async def held(turn: Turn, member: Member, meeting_id: int) -> Meeting | None:
    """The meeting, once sign-in has begun, for whom its minutes are open; None for everybody else."""
    meeting = await meetings.get(turn.tx, meeting_id)
    if meeting is None or not await features.on_at(turn, Feature.RECORDS, meeting.node_id):
        return None
    return meeting if meeting.is_held(turn.now) and await _open_to(turn, member, meeting) else None


async def is_recorder(turn: Turn, member: Member, meeting: Meeting) -> bool:
    """Whether somebody was asked to write these minutes, and has not left the branch since."""
    filing, tree = await filings.of(turn.tx, meeting.id), await nodes.tree(turn.tx)
    here = tree.branch_of(member.node_id) == tree.branch_of(meeting.node_id)
    return filing is not None and filing.member_id == member.id and here


async def _open_to(turn: Turn, member: Member, meeting: Meeting) -> bool:
    if await is_recorder(turn, member, meeting):
        return True
    return await access.may(turn, member, Action.MANAGE_MEETING, meeting.node_id)
