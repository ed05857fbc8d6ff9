"""Minutes as versions that are never rewritten (REC-06). What was written is sealed."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.minutes import Content, Version, packed, unpacked
from storage.schema import Id, Instant, Sealed, Tx, chunks, metadata

minutes = sa.Table(
    "minutes",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), nullable=False),
    sa.Column("version", sa.SmallInteger, nullable=False),
    sa.Column("content", Sealed("minutes"), nullable=False),
    sa.Column("reason", Sealed("minutes")),
    sa.Column("written_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("written_at", Instant, nullable=False),
    sa.UniqueConstraint("meeting_id", "version"),
)


async def add(tx: Tx, meeting_id: int, number: int, content: Content, reason: str, by: int, now: datetime) -> bool:
    """Write a version; False where somebody else has written that one meanwhile."""
    newest = await tx.scalar(sa.select(sa.func.max(minutes.c.version)).where(minutes.c.meeting_id == meeting_id))
    if (newest or 0) != number - 1:
        return False
    await tx.execute(
        sa.insert(minutes).values(
            meeting_id=meeting_id,
            version=number,
            content=packed(content),
            reason=reason or None,
            written_by=by,
            written_at=now,
        )
    )
    return True


async def of_meeting(tx: Tx, meeting_id: int) -> list[Version]:
    """All versions, the first one first."""
    rows = await tx.execute(sa.select(minutes).where(minutes.c.meeting_id == meeting_id).order_by(minutes.c.version))
    return [_version(row) for row in rows]


async def written(tx: Tx, meeting_ids: Collection[int]) -> frozenset[int]:
    """The meetings among these that have minutes."""
    found: set[int] = set()
    for some in chunks(meeting_ids):
        rows = await tx.execute(sa.select(minutes.c.meeting_id).where(minutes.c.meeting_id.in_(some)).distinct())
        found.update(rows.scalars())
    return frozenset(found)


def _version(row: Any) -> Version:
    return Version(row.version, unpacked(row.content), str(row.reason or ""), row.written_by, row.written_at)
