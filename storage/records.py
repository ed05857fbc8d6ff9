"""Which meetings that are over still want their record completed (REC-03)."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from domain.meetings import MeetingState
from storage.attendance import attendance
from storage.meetings import meetings
from storage.schema import Tx


async def incomplete(tx: Tx, node_ids: Iterable[int], since: datetime, until: datetime) -> list[int]:
    """Ids of meetings that were over in [since, until) and never closed, or closed with nobody written down.

    The one place that says what a complete record is: once there are minutes, a meeting without them belongs here too.
    """
    somebody_there = sa.select(attendance.c.meeting_id).where(attendance.c.meeting_id == meetings.c.id).exists()
    never_closed = meetings.c.state == str(MeetingState.ANNOUNCED)
    empty = sa.and_(meetings.c.state == str(MeetingState.CLOSED), sa.not_(somebody_there))
    rows = await tx.execute(
        sa.select(meetings.c.id)
        .where(
            meetings.c.node_id.in_(sorted(node_ids)),
            meetings.c.closes_at >= since,
            meetings.c.closes_at < until,
            sa.or_(never_closed, empty),
        )
        .order_by(meetings.c.starts_at, meetings.c.id)
    )
    return list(rows.scalars())
