"""What members contest of their attendance, and what became of it (M26)."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.disputes import Dispute
from storage.schema import Id, Instant, Sealed, Tx, metadata

disputes = sa.Table(
    "disputes",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), nullable=False),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("words", Sealed("reasons")),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("changed", sa.Boolean),
    sa.Column("answer", Sealed("reasons")),
    sa.Column("decided_by", Id),
    sa.Column("decided_at", Instant),
    sa.Index("ix_disputes_meeting_id", "meeting_id", "member_id"),
    sqlite_autoincrement=True,
)


async def open_one(tx: Tx, meeting_id: int, member_id: int, words: str | None, now: datetime) -> int:
    """Write it down; returns its id."""
    statement = sa.insert(disputes).values(meeting_id=meeting_id, member_id=member_id, words=words, asked_at=now)
    return int((await tx.execute(statement.returning(disputes.c.id))).scalar_one())


async def get(tx: Tx, dispute_id: int) -> Dispute | None:
    row = (await tx.execute(sa.select(disputes).where(disputes.c.id == dispute_id))).first()
    return _dispute(row) if row else None


async def of(tx: Tx, meeting_id: int, member_id: int) -> list[Dispute]:
    """All of one member at one meeting, oldest first."""
    own = (disputes.c.meeting_id == meeting_id, disputes.c.member_id == member_id)
    return [_dispute(row) for row in await tx.execute(sa.select(disputes).where(*own).order_by(disputes.c.id))]


async def decide(tx: Tx, dispute_id: int, answer: str, decided_by: int, now: datetime, *, changed: bool) -> bool:
    """False where somebody else decided first."""
    statement = (
        sa.update(disputes)
        .where(disputes.c.id == dispute_id, disputes.c.changed.is_(None))
        .values(changed=changed, answer=answer, decided_by=decided_by, decided_at=now)
    )
    return int((await tx.execute(statement)).rowcount) == 1


async def forget(tx: Tx, before: datetime) -> int:
    """What was said goes after a year; the correction that came of it stays in the record."""
    return int((await tx.execute(sa.delete(disputes).where(disputes.c.asked_at < before))).rowcount)


def _dispute(row: Any) -> Dispute:
    return Dispute(
        id=row.id,
        meeting_id=row.meeting_id,
        member_id=row.member_id,
        words=row.words,
        asked_at=row.asked_at,
        changed=row.changed,
        answer=row.answer,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
