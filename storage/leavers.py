"""Who is no longer one of the branch, and since when we know: their names go after a while (`domain.retention`)."""

from datetime import datetime

import sqlalchemy as sa

from domain.members import GONE
from storage.people import members
from storage.schema import Id, Instant, Tx, metadata

leavers = sa.Table(
    "leavers",
    metadata,
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("since", Instant, nullable=False),
)

_GONE = members.c.status.in_(sorted(map(str, GONE)))


async def look(tx: Tx, now: datetime) -> None:
    """Whoever has gone since the last look is noted; whoever has come back is so no more."""
    there = sa.select(members.c.id).where(~_GONE)
    await tx.execute(sa.delete(leavers).where(leavers.c.member_id.in_(there)))
    fresh = sa.select(members.c.id, sa.literal(now, Instant)).where(
        _GONE, members.c.left_at.is_(None), members.c.id.not_in(sa.select(leavers.c.member_id))
    )
    await tx.execute(sa.insert(leavers).from_select(["member_id", "since"], fresh))


async def gone_before(tx: Tx, before: datetime, limit: int) -> list[int]:
    """Whose time is over, the first of them."""
    over = sa.select(leavers.c.member_id).where(leavers.c.since < before)
    return list(await tx.scalars(over.order_by(leavers.c.member_id).limit(limit)))
