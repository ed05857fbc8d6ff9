"""Which meetings were entered afterwards, by whom, when and why (M23)."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from domain.meetings import Meeting, MeetingState
from storage import meetings
from storage.schema import Id, Instant, Sealed, Tx, metadata

backfills = sa.Table(
    "backfills",
    metadata,
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), primary_key=True),
    sa.Column("reason", Sealed("reasons"), nullable=False),
    sa.Column("made_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("made_at", Instant, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Backfill:
    meeting_id: int
    reason: str
    made_by: int
    made_at: datetime


async def mark(tx: Tx, meeting: Meeting, reason: str, made_by: int, now: datetime) -> None:
    """The meeting is over; who missed it has what is left of the usual time to make up for it."""
    await tx.execute(sa.insert(backfills).values(meeting_id=meeting.id, reason=reason, made_by=made_by, made_at=now))
    await tx.execute(
        sa.update(meetings.meetings)
        .where(meetings.meetings.c.id == meeting.id)
        .values(state=str(MeetingState.CLOSED), closed_at=meeting.closes_at, phase=3, make_up_at=now)
    )


async def of(tx: Tx, meeting_id: int) -> Backfill | None:
    row = (await tx.execute(sa.select(backfills).where(backfills.c.meeting_id == meeting_id))).first()
    return Backfill(row.meeting_id, row.reason, row.made_by, row.made_at) if row else None
