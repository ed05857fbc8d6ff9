"""Deaths as they were written down, with what a mistake needs to be put right for a day."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.members import MemberStatus, Role
from storage.schema import Id, Instant, Sealed, Tx, insert_into, metadata

deaths = sa.Table(
    "deaths",
    metadata,
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("recorded_by", Id, nullable=False),
    sa.Column("recorded_at", Instant, nullable=False),
    sa.Column("before", Sealed("deaths")),
)


@dataclass(frozen=True, slots=True)
class Before:
    """How the row stood: status, account, posts as (role, node id)."""

    status: MemberStatus
    telegram_id: int | None
    posts: tuple[tuple[Role, int], ...]


@dataclass(frozen=True, slots=True)
class Death:
    member_id: int
    recorded_by: int
    recorded_at: datetime
    before: Before | None


async def record(tx: Tx, member_id: int, recorded_by: int, before: Before, now: datetime) -> None:
    kept = {
        "status": str(before.status),
        "telegram_id": before.telegram_id,
        "posts": [[str(role), node_id] for role, node_id in before.posts],
    }
    values = {"recorded_by": recorded_by, "recorded_at": now, "before": kept}
    statement = insert_into(tx, deaths).values(member_id=member_id, **values)
    await tx.execute(statement.on_conflict_do_update(index_elements=["member_id"], set_=values))


async def get(tx: Tx, member_id: int) -> Death | None:
    row = (await tx.execute(sa.select(deaths).where(deaths.c.member_id == member_id))).first()
    return None if row is None else Death(row.member_id, row.recorded_by, row.recorded_at, _before(row.before))


async def undo(tx: Tx, member_id: int) -> None:
    await tx.execute(sa.delete(deaths).where(deaths.c.member_id == member_id))


async def forget_before(tx: Tx, before: datetime) -> int:
    """How rows stood that were changed before this moment: a mistake would have been noticed."""
    old = sa.and_(deaths.c.recorded_at < before, deaths.c.before.is_not(None))
    result = await tx.execute(sa.update(deaths).where(old).values(before=None))
    return int(result.rowcount)


def _before(kept: Any) -> Before | None:
    if kept is None:
        return None
    posts = tuple((Role(role), node_id) for role, node_id in kept["posts"])
    return Before(MemberStatus(kept["status"]), kept["telegram_id"], posts)
