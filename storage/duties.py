"""The secretary's calendar of each branch: what is owed, and who said how it stands."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.duties import Code, Due, DutyState
from storage.schema import Id, Instant, Tx, insert_into, metadata

duties = sa.Table(
    "duties",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("code", sa.String(24), nullable=False),
    sa.Column("period", sa.String(16), nullable=False),
    sa.Column("about_id", Id, nullable=False),
    sa.Column("on_day", sa.Date, nullable=False),
    sa.Column("first_day", sa.Date, nullable=False),
    sa.Column("until_day", sa.Date, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("settled_by", Id, sa.ForeignKey("members.id")),
    sa.Column("settled_at", Instant),
    sa.UniqueConstraint("node_id", "code", "period", "about_id"),
    sa.Index("ix_duties_node_id", "node_id", "state"),
    sa.Index("ix_duties_until_day", "until_day"),
)


@dataclass(frozen=True, slots=True)
class Duty:
    """One row; what it means stands in `domain.duties.Due`."""

    id: int
    node_id: int
    code: Code
    period: str
    about_id: int
    on: date
    first_day: date
    until: date
    state: DutyState


async def keep(tx: Tx, node_id: int, due: Collection[Due]) -> list[Duty]:
    """Make these the open duties of a branch. Returns their rows, the settled ones too, by their first day.

    One that is no longer among them is over. One that somebody settled stays settled; one that was over is owed again.
    """
    for one in due:
        insert = insert_into(tx, duties).values(_row(node_id, one))
        moved = ("on_day", "first_day", "until_day", "state")
        await tx.execute(
            insert.on_conflict_do_update(
                index_elements=["node_id", "code", "period", "about_id"],
                set_={name: insert.excluded[name] for name in moved},
                where=duties.c.state.in_([str(DutyState.OWED), str(DutyState.OVER)]),
            )
        )
    wanted = {(one.code, one.period, one.about_id) for one in due}
    rows = await tx.execute(
        sa.select(duties)
        .where(duties.c.node_id == node_id, duties.c.state != str(DutyState.OVER))
        .order_by(duties.c.first_day, duties.c.id)
    )
    return [duty for duty in map(_duty, rows) if (duty.code, duty.period, duty.about_id) in wanted]


async def end_others(tx: Tx, node_id: int, kept: Collection[int]) -> list[Duty]:
    """What a branch owed and is not among these is over. Returns what has ended just now."""
    rows = await tx.execute(
        sa.update(duties)
        .where(
            duties.c.node_id == node_id,
            duties.c.state == str(DutyState.OWED),
            duties.c.id.not_in(sorted(kept)),
        )
        .values(state=str(DutyState.OVER))
        .returning(duties)
    )
    return [_duty(row) for row in rows]


async def get(tx: Tx, duty_id: int) -> Duty | None:
    row = (await tx.execute(sa.select(duties).where(duties.c.id == duty_id))).first()
    return _duty(row) if row else None


async def settle(tx: Tx, duty_id: int, state: DutyState, member_id: int, now: datetime) -> None:
    """Somebody says how it stands; who and when is kept."""
    await tx.execute(
        sa.update(duties).where(duties.c.id == duty_id).values(state=str(state), settled_by=member_id, settled_at=now)
    )


async def forget(tx: Tx, before: date) -> int:
    """What is long gone by; who settled what is of no use then."""
    result = await tx.execute(sa.delete(duties).where(duties.c.until_day < before))
    return int(result.rowcount)


def _row(node_id: int, one: Due) -> dict[str, Any]:
    return {
        "node_id": node_id,
        "code": str(one.code),
        "period": one.period,
        "about_id": one.about_id,
        "on_day": one.on,
        "first_day": one.day,
        "until_day": one.until,
        "state": str(DutyState.OWED),
    }


def _duty(row: Any) -> Duty:
    return Duty(
        id=row.id,
        node_id=row.node_id,
        code=Code(row.code),
        period=row.period,
        about_id=row.about_id,
        on=row.on_day,
        first_day=row.first_day,
        until=row.until_day,
        state=DutyState(row.state),
    )
