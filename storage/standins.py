"""Who stands in for a post (AB岗), and who is away from when to when (O3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from domain.members import GONE, Role
from storage.people import members
from storage.schema import Id, Instant, Tx, chunks, insert_into, metadata

backups = sa.Table(
    "backups",
    metadata,
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), primary_key=True),
    sa.Column("role", sa.String(32), primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("named_by", Id, nullable=False),
    sa.Column("since", Instant, nullable=False),
    sa.Index("ix_backups_member_id", "member_id"),
)

absences = sa.Table(
    "absences",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("from_at", Instant, nullable=False),
    sa.Column("until_at", Instant, nullable=False),
    sa.Column("entered_by", Id, nullable=False),
    sa.Column("has_begun", sa.Boolean, nullable=False),
    sa.Index("ix_absences_member_id", "member_id", "until_at"),
)


@dataclass(frozen=True, slots=True)
class Backup:
    """The B岗 of one post."""

    node_id: int
    role: Role
    member_id: int


@dataclass(frozen=True, slots=True)
class Absence:
    """Away from `from_at` on; back at `until_at`."""

    id: int
    member_id: int
    from_at: datetime
    until_at: datetime
    entered_by: int


async def name_backup(tx: Tx, node_id: int, role: Role, member_id: int, named_by: int, now: datetime) -> None:
    """The newest one holds."""
    values = {"member_id": member_id, "named_by": named_by, "since": now}
    statement = insert_into(tx, backups).values(node_id=node_id, role=str(role), **values)
    await tx.execute(statement.on_conflict_do_update(index_elements=["node_id", "role"], set_=values))


async def drop_backup(tx: Tx, node_id: int, role: Role) -> None:
    await tx.execute(sa.delete(backups).where(backups.c.node_id == node_id, backups.c.role == str(role)))


async def backups_at(tx: Tx, node_ids: Iterable[int]) -> list[Backup]:
    return await _backups(tx, backups.c.node_id.in_(sorted(node_ids)))


async def backups_by(tx: Tx, member_id: int) -> list[Backup]:
    """The posts that somebody stands in for."""
    return await _backups(tx, backups.c.member_id == member_id)


async def be_away(tx: Tx, member_id: int, from_at: datetime, until_at: datetime, entered_by: int) -> None:
    await tx.execute(
        sa.insert(absences).values(
            member_id=member_id, from_at=from_at, until_at=until_at, entered_by=entered_by, has_begun=False
        )
    )


async def begin_next(tx: Tx, now: datetime) -> int | None:
    """Whose absence begins now, each once; None where nobody's does."""
    row = (
        await tx.execute(
            sa.select(absences.c.id, absences.c.member_id)
            .where(absences.c.has_begun.is_(False), absences.c.from_at <= now)
            .order_by(absences.c.id)
            .limit(1)
        )
    ).first()
    if row is None:
        return None
    await tx.execute(sa.update(absences).where(absences.c.id == row.id).values(has_begun=True))
    return int(row.member_id)


async def come_back(tx: Tx, member_id: int, now: datetime) -> bool:
    """End what runs and drop what was to come; True where there was something to end."""
    coming = await tx.execute(sa.delete(absences).where(absences.c.member_id == member_id, absences.c.from_at >= now))
    running = await tx.execute(
        sa.update(absences).where(absences.c.member_id == member_id, absences.c.until_at > now).values(until_at=now)
    )
    return int(coming.rowcount) + int(running.rowcount) > 0


async def absences_of(tx: Tx, member_ids: Iterable[int], now: datetime) -> list[Absence]:
    """What runs or is to come, the earliest first."""
    rows = await tx.execute(
        sa.select(absences)
        .where(absences.c.member_id.in_(sorted(set(member_ids))), absences.c.until_at > now)
        .order_by(absences.c.from_at, absences.c.id)
    )
    return [Absence(row.id, row.member_id, row.from_at, row.until_at, row.entered_by) for row in rows]


async def away(tx: Tx, member_ids: Iterable[int], now: datetime) -> frozenset[int]:
    """Those among these people whose absence runs."""
    found: set[int] = set()
    for some in chunks(member_ids):
        query = sa.select(absences.c.member_id).where(
            absences.c.member_id.in_(some), absences.c.from_at <= now, absences.c.until_at > now
        )
        found.update(await tx.scalars(query))
    return frozenset(found)


async def there(tx: Tx, member_ids: Iterable[int], now: datetime) -> frozenset[int]:
    """Those among these people whom a message reaches now: on the roster, with us, reachable, and not away."""
    away = sa.select(absences.c.member_id).where(absences.c.from_at <= now, absences.c.until_at > now)
    rows = await tx.execute(
        sa.select(members.c.id).where(
            members.c.id.in_(sorted(set(member_ids))),
            members.c.telegram_id.is_not(None),
            members.c.unreachable_since.is_(None),
            members.c.left_at.is_(None),
            members.c.status.not_in(sorted(map(str, GONE))),
            members.c.id.not_in(away),
        )
    )
    return frozenset(rows.scalars())


async def forget(tx: Tx, before: datetime) -> int:
    """Absences that were over before this moment."""
    result = await tx.execute(sa.delete(absences).where(absences.c.until_at < before))
    return int(result.rowcount)


async def _backups(tx: Tx, condition: sa.ColumnElement[bool]) -> list[Backup]:
    rows = await tx.execute(sa.select(backups).where(condition).order_by(backups.c.node_id, backups.c.role))
    return [Backup(row.node_id, Role(row.role), row.member_id) for row in rows]
