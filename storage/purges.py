"""What was thrown away on which day, as numbers: the purge report (A13)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from storage.schema import Instant, Tx, insert_into, metadata

purge_days = sa.Table(
    "purge_days",
    metadata,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("at", Instant, nullable=False),
)

purges = sa.Table(
    "purges",
    metadata,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("what", sa.String(32), primary_key=True),
    sa.Column("rows", sa.Integer, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Cleared:
    """One clearing: when, and how many rows of what; what had nothing to clear is left out."""

    at: datetime
    rows: Mapping[str, int]


async def is_done(tx: Tx, day: date) -> bool:
    """Whether the clearing of this day has been."""
    return await tx.scalar(sa.select(purge_days.c.day).where(purge_days.c.day == day)) is not None


async def keep(tx: Tx, day: date, at: datetime, rows: Mapping[str, int]) -> None:
    """Write down that the clearing of this day is done, and what it took away."""
    await tx.execute(sa.insert(purge_days).values(day=day, at=at))
    for what, gone in rows.items():
        await count(tx, day, what, gone)


async def count(tx: Tx, day: date, what: str, rows: int) -> None:
    """So many rows more of this day; of what is cleared more often than once."""
    if rows:
        more = insert_into(tx, purges).values(day=day, what=what, rows=rows)
        await tx.execute(
            more.on_conflict_do_update(
                index_elements=["day", "what"], set_={"rows": purges.c.rows + more.excluded.rows}
            )
        )


async def last(tx: Tx) -> datetime | None:
    """When the last clearing was."""
    moment: datetime | None = await tx.scalar(sa.select(purge_days.c.at).order_by(purge_days.c.day.desc()).limit(1))
    return moment


async def latest(tx: Tx, most: int) -> list[Cleared]:
    """The last so many clearings, newest first."""
    days = (await tx.execute(sa.select(purge_days).order_by(purge_days.c.day.desc()).limit(most))).all()
    found: dict[date, dict[str, int]] = {row.day: {} for row in days}
    for row in await tx.execute(sa.select(purges).where(purges.c.day.in_(list(found))).order_by(purges.c.what)):
        found[row.day][row.what] = row.rows
    return [Cleared(row.at, found[row.day]) for row in days]


async def forget(tx: Tx, before: date) -> int:
    result = await tx.execute(sa.delete(purges).where(purges.c.day < before))
    gone = await tx.execute(sa.delete(purge_days).where(purge_days.c.day < before))
    return int(result.rowcount) + int(gone.rowcount)
