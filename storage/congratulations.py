"""A word in the group on a member's political birthday: when it is due, and whether it was said."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from storage.schema import Id, Instant, Tx, insert_into, metadata

_WAITING = sa.text("posted_at IS NULL")

congratulations = sa.Table(
    "congratulations",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("on_day", sa.Date, nullable=False),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("posted_at", Instant),
    sa.UniqueConstraint("member_id", "on_day"),
    sa.Index("ix_congratulations_due_at", "due_at", sqlite_where=_WAITING, postgresql_where=_WAITING),
    sa.Index("ix_congratulations_on_day", "on_day"),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Congratulation:
    """One word in the group of a member on one day."""

    id: int
    member_id: int
    on: date
    posted_at: datetime | None


async def plan(tx: Tx, member_id: int, on: date, due_at: datetime) -> int:
    """Its id; planned before, it stays as it is."""
    insert = insert_into(tx, congratulations).values(member_id=member_id, on_day=on, due_at=due_at)
    await tx.execute(insert.on_conflict_do_nothing(index_elements=["member_id", "on_day"]))
    found = await tx.scalar(
        sa.select(congratulations.c.id).where(congratulations.c.member_id == member_id, congratulations.c.on_day == on)
    )
    if found is None:
        raise LookupError("a row that has just been written is gone")
    return int(found)


async def due(tx: Tx, now: datetime, limit: int) -> list[Congratulation]:
    rows = await tx.execute(
        sa.select(congratulations)
        .where(_WAITING, congratulations.c.due_at <= now)
        .order_by(congratulations.c.due_at, congratulations.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return [_congratulation(row) for row in rows]


async def get(tx: Tx, congratulation_id: int) -> Congratulation | None:
    row = (await tx.execute(sa.select(congratulations).where(congratulations.c.id == congratulation_id))).first()
    return _congratulation(row) if row else None


async def of_member(tx: Tx, member_id: int) -> list[Congratulation]:
    rows = await tx.execute(
        sa.select(congratulations).where(congratulations.c.member_id == member_id).order_by(congratulations.c.id)
    )
    return [_congratulation(row) for row in rows]


async def note_posted(tx: Tx, ids: Collection[int], now: datetime) -> None:
    await tx.execute(sa.update(congratulations).where(congratulations.c.id.in_(sorted(ids))).values(posted_at=now))


async def drop(tx: Tx, ids: Collection[int]) -> int:
    result = await tx.execute(sa.delete(congratulations).where(congratulations.c.id.in_(sorted(ids))))
    return int(result.rowcount)


async def forget(tx: Tx, before: date) -> int:
    result = await tx.execute(sa.delete(congratulations).where(congratulations.c.on_day < before))
    return int(result.rowcount)


def _congratulation(row: Any) -> Congratulation:
    return Congratulation(row.id, row.member_id, row.on_day, row.posted_at)
