"""Writing down a meeting that was held without the bot, all at once (M23)."""

from collections.abc import Mapping

from domain.access import Action
from domain.backfilling import Was
from domain.meetings import LeaveDecision, LeaveKind, Meeting, Method
from domain.members import Member
from services import access, boards, meetings
from services.turn import Turn
from storage import attendance, backfills, leave
from storage import meetings as store
from storage.attendance import Presence
from storage.meetings import Plan
from texts import backfilling as say


async def enter(turn: Turn, leader: Member, plan: Plan, reason: str, were: Mapping[int, Was]) -> Meeting | None:
    """Write it all down at once; who was in it is told, silently. None where the leader may not."""
    if not await access.may(turn, leader, Action.MANAGE_MEETING, plan.node_id):
        return None
    invited = await meetings.invited(turn, plan.kind, plan.node_id)
    meeting = await store.announce(turn.tx, plan, invited, turn.now)
    await backfills.mark(turn.tx, meeting, reason, leader.id, turn.now)
    there = [one for one in invited if were.get(one.id) is Was.THERE]
    presences = [Presence(meeting.id, one.id, meeting.starts_at, Method.PAPER, leader.id) for one in there]
    await attendance.record(turn.tx, presences, turn.now)
    for one in invited:
        if were.get(one.id) is Was.ON_LEAVE:
            asked = await leave.ask(turn.tx, meeting.id, one.id, LeaveKind.OTHER, leader.id, turn.now)
            await leave.decide(turn.tx, asked.id, LeaveDecision.APPROVED, leader.id, turn.now)
        if one.telegram_id is not None and one.id != leader.id:
            was = were.get(one.id, Was.ABSENT)
            turn.tell(one.telegram_id, say.entered_for_you(leader, meeting, was, reason, turn.now), silent=True)
    if leader.telegram_id is not None:
        await boards.open_panel(turn, meeting, leader.telegram_id)
    return meeting
