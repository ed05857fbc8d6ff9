"""The rules of branches, version by version: nothing is rewritten, so that a running request keeps its own (E8)."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from domain.policies import Plain
from storage.schema import Id, Instant, Tx, metadata

policies = sa.Table(
    "policies",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("document", sa.JSON, nullable=False),
    sa.Column("published_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("published_at", Instant, nullable=False),
    sa.Column("restores", Id, sa.ForeignKey("policies.id")),
    sa.Index("ix_policies_node_id", "node_id", "id"),
)

calendar_days = sa.Table(
    "calendar_days",
    metadata,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("works", sa.Boolean, nullable=False),
    sa.Column("source", sa.String(200), nullable=False),
)


@dataclass(frozen=True, slots=True)
class Published:
    """One version; `restores` is the older one it brought back."""

    id: int
    node_id: int
    document: dict[str, Plain]
    published_by: int
    published_at: datetime
    restores: int | None


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day that an operator's file says something about, and which notice it stands in."""

    day: date
    works: bool
    source: str


async def publish(
    tx: Tx, node_id: int, document: dict[str, Plain], published_by: int, now: datetime, restores: int | None = None
) -> int:
    """Append a version; it is in force from now on. Returns its id."""
    result = await tx.execute(
        sa.insert(policies)
        .values(node_id=node_id, document=document, published_by=published_by, published_at=now, restores=restores)
        .returning(policies.c.id)
    )
    return int(result.scalar_one())


async def newest(tx: Tx, node_id: int) -> Published | None:
    """The version in force at a node; None where nothing was published there."""
    return await _newest(tx, policies.c.node_id == node_id)


async def get(tx: Tx, policy_id: int) -> Published | None:
    return await _newest(tx, policies.c.id == policy_id)


async def before(tx: Tx, node_id: int, policy_id: int) -> Published | None:
    """The version before this one; None where it is the first."""
    return await _newest(tx, policies.c.node_id == node_id, policies.c.id < policy_id)


async def know_days(tx: Tx, year: int, days: list[CalendarDay]) -> None:
    """Keep what a file says about a year, in place of what was said about it before."""
    of_year = calendar_days.c.day.between(date(year, 1, 1), date(year, 12, 31))
    await tx.execute(sa.delete(calendar_days).where(of_year))
    for day in days:
        await tx.execute(sa.insert(calendar_days).values(day=day.day, works=day.works, source=day.source))


async def known_days(tx: Tx) -> list[CalendarDay]:
    rows = await tx.execute(sa.select(calendar_days).order_by(calendar_days.c.day))
    return [CalendarDay(row.day, row.works, row.source) for row in rows]


async def _newest(tx: Tx, *conditions: sa.ColumnElement[bool]) -> Published | None:
    row = (await tx.execute(sa.select(policies).where(*conditions).order_by(policies.c.id.desc()).limit(1))).first()
    if row is None:
        return None
    return Published(row.id, row.node_id, row.document, row.published_by, row.published_at, row.restores)
