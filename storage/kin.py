"""Close kin of a member who died asked for a copy, or for deletion (PRV-18): who, sealed, and who saw to it."""

from datetime import datetime

import sqlalchemy as sa

from storage.schema import Id, Instant, Sealed, Tx, metadata

kin_requests = sa.Table(
    "kin_requests",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("kin", Sealed("kin"), nullable=False),
    sa.Column("deleted", sa.Boolean, nullable=False),
    sa.Column("entered_by", Id, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index("ix_kin_requests_at", "at"),
)


async def note(tx: Tx, member_id: int, kin: str, entered_by: int, now: datetime, *, deleted: bool) -> None:
    """`kin` is who asked, in the words of who saw to it."""
    values = {"member_id": member_id, "kin": kin, "deleted": deleted, "entered_by": entered_by, "at": now}
    await tx.execute(sa.insert(kin_requests).values(**values))


async def forget(tx: Tx, before: datetime) -> int:
    result = await tx.execute(sa.delete(kin_requests).where(kin_requests.c.at < before))
    return int(result.rowcount)
