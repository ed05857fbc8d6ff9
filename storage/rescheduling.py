"""What became of a meeting after it was announced: each move and the cancelling, with what it was before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.meetings import Meeting, MeetingState
from storage.attendance import attendance
from storage.meetings import meetings
from storage.schema import Id, Instant, Sealed, Tx, metadata

meeting_changes = sa.Table(
    "meeting_changes",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), nullable=False),
    sa.Column("started_at", Instant, nullable=False),
    sa.Column("place", sa.String(128), nullable=False),
    sa.Column("cancels", sa.Boolean, nullable=False),
    sa.Column("reason", Sealed("reasons")),
    sa.Column("changed_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
    sa.Index("ix_meeting_changes_meeting_id", "meeting_id"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change: when and where it would have been, whether it was called off, and why."""

    started_at: datetime
    place: str
    cancels: bool
    reason: str | None
    changed_by: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """What a calendar needs to know a meeting again: when it was announced, and how often it was changed since."""

    announced_at: datetime
    changes: int


async def move(
    tx: Tx, meeting_id: int, place: str, starts_at: datetime, opens_at: datetime, closes_at: datetime
) -> bool:
    """A new time and place; False where it was closed or cancelled first. Its board begins anew with its phases."""
    return await _change(
        tx,
        meeting_id,
        {"place": place, "starts_at": starts_at, "opens_at": opens_at, "closes_at": closes_at, "phase": 0},
    )


async def cancel(tx: Tx, meeting_id: int) -> bool:
    """False where it was closed or cancelled first."""
    return await _change(tx, meeting_id, {"state": str(MeetingState.CANCELLED)})


async def _change(tx: Tx, meeting_id: int, values: dict[str, Any]) -> bool:
    announced = sa.and_(meetings.c.id == meeting_id, meetings.c.state == str(MeetingState.ANNOUNCED))
    result = await tx.execute(sa.update(meetings).where(announced).values(**values))
    return int(result.rowcount) == 1


async def note(
    tx: Tx, before: Meeting, reason: str | None, changed_by: int, now: datetime, *, cancels: bool = False
) -> None:
    """Write down what a meeting was before, and who changed it why."""
    await tx.execute(
        sa.insert(meeting_changes).values(
            meeting_id=before.id,
            started_at=before.starts_at,
            place=before.place,
            cancels=cancels,
            reason=reason,
            changed_by=changed_by,
            changed_at=now,
        )
    )


async def changes_of(tx: Tx, meeting_id: int) -> list[Change]:
    rows = await tx.execute(
        sa.select(meeting_changes).where(meeting_changes.c.meeting_id == meeting_id).order_by(meeting_changes.c.id)
    )
    return [Change(row.started_at, row.place, row.cancels, row.reason, row.changed_by, row.changed_at) for row in rows]


async def entries(tx: Tx, meeting_ids: list[int]) -> dict[int, Entry]:
    """For each of these meetings what its calendar entry is known by."""
    rows = await tx.execute(
        sa.select(meetings.c.id, meetings.c.created_at, sa.func.count(meeting_changes.c.id))
        .outerjoin(meeting_changes, meeting_changes.c.meeting_id == meetings.c.id)
        .where(meetings.c.id.in_(meeting_ids))
        .group_by(meetings.c.id, meetings.c.created_at)
    )
    return {meeting_id: Entry(announced_at, changes) for meeting_id, announced_at, changes in rows}


async def anybody_there(tx: Tx, meeting_id: int) -> bool:
    """Whether somebody has signed in, or was recorded."""
    return (
        await tx.scalar(sa.select(attendance.c.member_id).where(attendance.c.meeting_id == meeting_id).limit(1))
        is not None
    )
