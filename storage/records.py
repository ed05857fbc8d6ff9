"""Which meetings that are over still want their record completed (REC-03)."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from domain.meetings import MeetingState
from storage.attendance import attendance
from storage.meetings import meetings
from storage.minutes import minutes
from storage.schema import Tx


async def incomplete(
    tx: Tx, node_ids: Iterable[int], since: datetime, until: datetime, *, with_minutes: bool
) -> list[int]:
    """Ids of meetings that were over in [since, until) and never closed, or closed with nobody written down.

    The one place that says what a complete record is: where the branch keeps minutes here, those are part of it.
    """
    somebody_there = sa.select(attendance.c.meeting_id).where(attendance.c.meeting_id == meetings.c.id).exists()
    never_closed = meetings.c.state == str(MeetingState.ANNOUNCED)
    closed = meetings.c.state == str(MeetingState.CLOSED)
    empty = sa.and_(closed, sa.not_(somebody_there))
    written = sa.select(minutes.c.meeting_id).where(minutes.c.meeting_id == meetings.c.id).exists()
    unwritten = sa.and_(closed, sa.not_(written)) if with_minutes else sa.false()
    rows = await tx.execute(
        sa.select(meetings.c.id)
        .where(
            meetings.c.node_id.in_(sorted(node_ids)),
            meetings.c.closes_at >= since,
            meetings.c.closes_at < until,
            sa.or_(never_closed, empty, unwritten),
        )
        .order_by(meetings.c.starts_at, meetings.c.id)
    )
    return list(rows.scalars())
