"""The numbers of a meeting by which it may decide (M16), with what the branch has settled for itself (QRM-07)."""

from domain.meetings import Meeting, QuorumRule
from domain.quorum import QuorumSheet, quorum_sheet
from services import deductions
from services.configuration import Key, in_force
from services.turn import Turn
from storage import attendees


async def sheet(turn: Turn, meeting: Meeting, *, rule: QuorumRule | None = None) -> QuorumSheet:
    """As things stand now; `rule` takes the place of the kind's own where a meeting admits or elects."""
    everybody = await attendees.of_meeting(turn.tx, meeting.id)
    own = await in_force(turn, meeting.node_id)
    return quorum_sheet(
        meeting.kind,
        everybody,
        deductions=await deductions.holding(turn, meeting, everybody),
        allowed=await deductions.allowed(turn, meeting.node_id),
        on_date=meeting.starts_at.astimezone(turn.now.tzinfo).date(),
        rule=rule,
        inclusive=own.value(Key.QUORUM_INCLUSIVE),
        general_share=own.value(Key.GENERAL_QUORUM),
        committee_share=own.value(Key.COMMITTEE_QUORUM),
    )
