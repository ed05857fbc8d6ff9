"""What the ladder did for a request: one row a step, so that none is done twice, whatever is restarted when (E6)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.requests import Level, StepKind
from storage.schema import Id, Instant, Tx, insert_into, metadata

request_steps = sa.Table(
    "request_steps",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("request_id", Id, sa.ForeignKey("help_requests.id"), nullable=False),
    sa.Column("round", sa.SmallInteger, nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("level", sa.SmallInteger),
    sa.Column("fired_at", Instant, nullable=False),
    sa.UniqueConstraint("request_id", "round", "kind", "member_id"),
    sa.Index("ix_request_steps_member_id", "member_id"),
)


@dataclass(frozen=True, slots=True)
class Fired:
    """`level` is the rung it stands on; None where a person chose the person."""

    id: int
    request_id: int
    kind: StepKind
    member_id: int
    level: Level | None
    fired_at: datetime


async def fire(
    tx: Tx,
    request_id: int,
    round_: int,
    kind: StepKind,
    member_id: int,
    now: datetime,
    level: Level | None = None,
) -> bool:
    """Write a step down; False where this round has done it before."""
    result = await tx.execute(
        insert_into(tx, request_steps)
        .values(request_id=request_id, round=round_, kind=str(kind), member_id=member_id, fired_at=now, level=level)
        .on_conflict_do_nothing()
    )
    return int(result.rowcount) == 1


async def fired(tx: Tx, request_id: int, round_: int) -> list[Fired]:
    """The steps of one round, oldest first."""
    rows = await tx.execute(
        sa.select(request_steps)
        .where(request_steps.c.request_id == request_id, request_steps.c.round == round_)
        .order_by(request_steps.c.id)
    )
    return [_fired(row) for row in rows]


async def asks(tx: Tx, request_id: int) -> list[Fired]:
    """Everybody who was ever asked about a request, in any round, oldest first."""
    rows = await tx.execute(
        sa.select(request_steps)
        .where(request_steps.c.request_id == request_id, request_steps.c.kind == str(StepKind.ASK))
        .order_by(request_steps.c.id)
    )
    return [_fired(row) for row in rows]


async def asked_of(tx: Tx, member_id: int) -> list[Fired]:
    """What somebody was ever asked about, oldest first."""
    rows = await tx.execute(
        sa.select(request_steps)
        .where(request_steps.c.member_id == member_id, request_steps.c.kind == str(StepKind.ASK))
        .order_by(request_steps.c.id)
    )
    return [_fired(row) for row in rows]


async def get(tx: Tx, step_id: int) -> Fired | None:
    row = (await tx.execute(sa.select(request_steps).where(request_steps.c.id == step_id))).first()
    return _fired(row) if row else None


def _fired(row: Any) -> Fired:
    level = None if row.level is None else Level(row.level)
    return Fired(row.id, row.request_id, StepKind(row.kind), row.member_id, level, row.fired_at)
