"""Who stands for whom, and what they did on their behalf: kinds and moments, no words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.family import Deed, Proxy, Tie
from storage.schema import Id, Instant, Tx, metadata

proxies = sa.Table(
    "proxies",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("proxy_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("tie", sa.String(8), nullable=False),
    sa.Column("asked_by", Id, nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("agreed_at", Instant),
    sa.Column("consent_by", Id),
    sa.Column("ended_at", Instant),
    sa.Column("ended_by", Id),
    sa.Index("ix_proxies_member_id", "member_id"),
    sa.Index("ix_proxies_proxy_id", "proxy_id"),
    sa.Index("ix_proxies_ended_at", "ended_at"),
    sqlite_autoincrement=True,
)

deeds = sa.Table(
    "proxy_deeds",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("proxy_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("deed", sa.String(8), nullable=False),
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id")),
    sa.Column("at", Instant, nullable=False),
    sa.Index("ix_proxy_deeds_member_id", "member_id"),
    sa.Index("ix_proxy_deeds_proxy_id", "proxy_id"),
    sa.Index("ix_proxy_deeds_at", "at"),
)
_RUNS = proxies.c.ended_at.is_(None)


@dataclass(frozen=True, slots=True)
class Done:
    """Who did what for a member, and when."""

    proxy_id: int
    deed: Deed
    at: datetime


async def ask(tx: Tx, member_id: int, proxy_id: int, tie: Tie, asked_by: int, now: datetime) -> Proxy:
    values = {"member_id": member_id, "proxy_id": proxy_id, "tie": str(tie), "asked_by": asked_by, "asked_at": now}
    row = (await tx.execute(sa.insert(proxies).values(**values).returning(proxies))).one()
    return _proxy(row)


async def get(tx: Tx, row_id: int) -> Proxy | None:
    row = (await tx.execute(sa.select(proxies).where(proxies.c.id == row_id))).first()
    return _proxy(row) if row else None


async def agree(tx: Tx, row_id: int, consent_by: int | None, now: datetime) -> bool:
    """True for the first yes; False where it was said before, or is over."""
    result = await tx.execute(
        sa.update(proxies)
        .where(proxies.c.id == row_id, _RUNS, proxies.c.agreed_at.is_(None))
        .values(agreed_at=now, consent_by=consent_by)
    )
    return int(result.rowcount) == 1


async def end(tx: Tx, row_id: int, ended_by: int, now: datetime) -> bool:
    """False where it was over already."""
    result = await tx.execute(
        sa.update(proxies).where(proxies.c.id == row_id, _RUNS).values(ended_at=now, ended_by=ended_by)
    )
    return int(result.rowcount) == 1


async def end_all(tx: Tx, member_id: int, now: datetime) -> None:
    """Somebody is no longer here: nobody stands for them, and they stand for nobody."""
    theirs = sa.or_(proxies.c.member_id == member_id, proxies.c.proxy_id == member_id)
    await tx.execute(sa.update(proxies).where(theirs, _RUNS).values(ended_at=now, ended_by=member_id))


async def of_person(tx: Tx, member_id: int) -> list[Proxy]:
    """Those that run or wait, on either side."""
    theirs = sa.or_(proxies.c.member_id == member_id, proxies.c.proxy_id == member_id)
    return [_proxy(row) for row in await tx.execute(sa.select(proxies).where(theirs, _RUNS).order_by(proxies.c.id))]


async def for_members(tx: Tx, member_ids: Iterable[int]) -> list[Proxy]:
    """Who stands, or would stand, for any of these."""
    found = sa.select(proxies).where(proxies.c.member_id.in_(sorted(set(member_ids))), _RUNS)
    return [_proxy(row) for row in await tx.execute(found.order_by(proxies.c.id))]


async def between(tx: Tx, member_id: int, proxy_id: int) -> Proxy | None:
    """The one that runs or waits between two people."""
    theirs = sa.and_(proxies.c.member_id == member_id, proxies.c.proxy_id == proxy_id, _RUNS)
    row = (await tx.execute(sa.select(proxies).where(theirs))).first()
    return _proxy(row) if row else None


async def note(tx: Tx, member_id: int, proxy_id: int, deed: Deed, meeting_id: int | None, now: datetime) -> None:
    values = {"member_id": member_id, "proxy_id": proxy_id, "deed": str(deed), "meeting_id": meeting_id, "at": now}
    await tx.execute(sa.insert(deeds).values(**values))


async def done_for(tx: Tx, member_id: int, limit: int) -> list[Done]:
    """What was done for a member, newest first."""
    found = sa.select(deeds).where(deeds.c.member_id == member_id).order_by(deeds.c.id.desc()).limit(limit)
    return [Done(row.proxy_id, Deed(row.deed), row.at) for row in await tx.execute(found)]


async def forget(tx: Tx, before: datetime) -> int:
    """What ended before this moment."""
    result = await tx.execute(sa.delete(proxies).where(proxies.c.ended_at < before))
    return int(result.rowcount)


async def forget_deeds(tx: Tx, before: datetime) -> int:
    result = await tx.execute(sa.delete(deeds).where(deeds.c.at < before))
    return int(result.rowcount)


def _proxy(row: Any) -> Proxy:
    return Proxy(
        id=row.id,
        member_id=row.member_id,
        proxy_id=row.proxy_id,
        tie=Tie(row.tie),
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        agreed_at=row.agreed_at,
        consent_by=row.consent_by,
        ended_at=row.ended_at,
    )
