"""Who opened what of whom, and who was refused. Never the content."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.schema import Id, Instant, Tx, metadata

access_log = sa.Table(
    "access_log",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("actor_id", Id),
    sa.Column("action", sa.String(32), nullable=False),
    sa.Column("node_id", Id),
    sa.Column("member_id", Id),
    sa.Column("granted", sa.Boolean, nullable=False),
    sa.Column("request_id", Id),
    sa.Index("ix_access_log_member_id", "member_id", "at"),
    sa.Index("ix_access_log_request_id", "request_id", "id"),
)


@dataclass(frozen=True, slots=True)
class Access:
    at: datetime
    actor_id: int | None
    action: str
    node_id: int | None
    member_id: int | None
    granted: bool
    request_id: int | None = None


async def note(
    tx: Tx,
    now: datetime,
    actor_id: int | None,
    action: str,
    *,
    granted: bool,
    node_id: int | None = None,
    member_id: int | None = None,
    request_id: int | None = None,
) -> None:
    await tx.execute(
        sa.insert(access_log).values(
            at=now,
            actor_id=actor_id,
            action=action,
            node_id=node_id,
            member_id=member_id,
            granted=granted,
            request_id=request_id,
        )
    )


async def about(tx: Tx, member_id: int) -> list[Access]:
    """What others opened about a member, newest first."""
    rows = await tx.execute(
        sa.select(access_log).where(access_log.c.member_id == member_id).order_by(access_log.c.id.desc())
    )
    return [_access(row) for row in rows]


async def of_request(tx: Tx, request_id: int) -> list[Access]:
    """Who opened a help request, or was refused, newest first."""
    rows = await tx.execute(
        sa.select(access_log).where(access_log.c.request_id == request_id).order_by(access_log.c.id.desc())
    )
    return [_access(row) for row in rows]


async def forget_person(tx: Tx, request_id: int, member_id: int) -> None:
    """That a request was opened stays; whose it was does not (H23)."""
    for column in (access_log.c.actor_id, access_log.c.member_id):
        await tx.execute(
            sa.update(access_log)
            .where(access_log.c.request_id == request_id, column == member_id)
            .values({column: None})
        )


async def refusals(tx: Tx) -> list[Access]:
    rows = await tx.execute(
        sa.select(access_log).where(access_log.c.granted.is_(False)).order_by(access_log.c.id.desc())
    )
    return [_access(row) for row in rows]


async def forget(tx: Tx, before: datetime) -> int:
    """The access log is kept a year (PRV-08)."""
    result = await tx.execute(sa.delete(access_log).where(access_log.c.at < before))
    return int(result.rowcount)


def _access(row: Any) -> Access:
    return Access(row.at, row.actor_id, row.action, row.node_id, row.member_id, row.granted, row.request_id)
