"""How long the lines are: letters that wait, by lane, and what was given up. Numbers and moments, no content."""

from datetime import datetime

import sqlalchemy as sa

from domain.messages import Lane
from domain.upkeep import Line
from storage.outbox import ASLEEP, IN_LINE, outbox
from storage.outgoing import AT_REST
from storage.schema import Instant, Tx

_UNREACHABLE = "unreachable"  # nobody's fault, and told by name elsewhere


async def standing(tx: Tx, now: datetime) -> list[Line]:
    """What may go now, the most urgent lane first."""
    oldest = sa.func.min(outbox.c.due_at, type_=Instant)
    query = sa.select(outbox.c.lane, sa.func.count(), oldest).where(IN_LINE, outbox.c.due_at <= now)
    rows = await tx.execute(query.group_by(outbox.c.lane).order_by(outbox.c.lane))
    return [Line(Lane(lane), letters, since) for lane, letters, since in rows]


async def resting(tx: Tx) -> int:
    """What came upon the night and goes in the morning."""
    found = await tx.scalar(sa.select(sa.func.count()).where(ASLEEP, outbox.c.error == AT_REST))
    return int(found or 0)


async def dead(tx: Tx, since: datetime) -> int:
    """What was given up since then, though the person could be reached."""
    found = await tx.scalar(
        sa.select(sa.func.count()).where(
            outbox.c.state == "dead", outbox.c.ended_at >= since, outbox.c.error.is_distinct_from(_UNREACHABLE)
        )
    )
    return int(found or 0)
