"""Meetings that come again: the rule of each series, and which of its days are dealt with."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa

from domain.meetings import MeetingKind
from domain.series import OnHoliday, Series, SeriesPlan, SeriesState, rule_of
from storage.schema import Id, Instant, Tx, insert_into, metadata

_RUNS = sa.text("state = 'active'")

series = sa.Table(
    "series",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("title", sa.String(128)),
    sa.Column("place", sa.String(128), nullable=False),
    sa.Column("rule", sa.JSON, nullable=False),
    sa.Column("minute", sa.SmallInteger, nullable=False),
    sa.Column("on_holiday", sa.String(16), nullable=False),
    sa.Column("ahead", sa.SmallInteger, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("created_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("look_at", Instant, nullable=False),
    sa.Index("ix_series_node_id", "node_id"),
    sa.Index("ix_series_look_at", "look_at", sqlite_where=_RUNS, postgresql_where=_RUNS),
)

# Without a meeting the organiser has left this day out by hand.
series_days = sa.Table(
    "series_days",
    metadata,
    sa.Column("series_id", Id, sa.ForeignKey("series.id"), primary_key=True),
    sa.Column("nominal", sa.Date, primary_key=True),
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id")),
    sa.Index("ix_series_days_meeting_id", "meeting_id"),
)


async def add(tx: Tx, plan: SeriesPlan, created_by: int, now: datetime) -> int:
    """Returns its id; it is looked at by the next chore."""
    made = {"state": str(SeriesState.ACTIVE), "created_by": created_by, "created_at": now, "look_at": now}
    result = await tx.execute(sa.insert(series).values(**_values(plan), **made).returning(series.c.id))
    return int(result.scalar_one())


async def change(tx: Tx, series_id: int, plan: SeriesPlan, now: datetime) -> None:
    """Another rule, hour or place from now on; what is announced stays as it is."""
    await tx.execute(sa.update(series).where(series.c.id == series_id).values(**_values(plan), look_at=now))


def _values(plan: SeriesPlan) -> dict[str, Any]:
    return {
        "node_id": plan.node_id,
        "kind": str(plan.kind),
        "title": plan.title,
        "place": plan.place,
        "rule": plan.rule.kept(),
        "minute": plan.clock.hour * 60 + plan.clock.minute,
        "on_holiday": str(plan.on_holiday),
        "ahead": plan.ahead,
    }


async def get(tx: Tx, series_id: int) -> Series | None:
    row = (await tx.execute(sa.select(series).where(series.c.id == series_id))).first()
    return _series(row) if row else None


async def in_nodes(tx: Tx, node_ids: Iterable[int]) -> list[Series]:
    """Those of these nodes that have not ended, in the order they were made."""
    rows = await tx.execute(
        sa.select(series)
        .where(series.c.node_id.in_(sorted(node_ids)), series.c.state != str(SeriesState.ENDED))
        .order_by(series.c.id)
    )
    return [_series(row) for row in rows]


async def to_look_at(tx: Tx, now: datetime, limit: int) -> list[Series]:
    """Running ones for which something may be due."""
    rows = await tx.execute(
        sa.select(series).where(_RUNS, series.c.look_at <= now).order_by(series.c.look_at).limit(limit)
    )
    return [_series(row) for row in rows]


async def look_again(tx: Tx, series_id: int, at: datetime) -> None:
    await tx.execute(sa.update(series).where(series.c.id == series_id).values(look_at=at))


async def change_state(tx: Tx, series_id: int, state: SeriesState, now: datetime) -> None:
    """Pause it, let it run again, or end it; an ended one stays ended."""
    still = sa.and_(series.c.id == series_id, series.c.state != str(SeriesState.ENDED))
    await tx.execute(sa.update(series).where(still).values(state=str(state), look_at=now))


async def days_done(tx: Tx, series_id: int) -> frozenset[date]:
    """The days, as the rule names them, that are announced or left out."""
    return frozenset(await tx.scalars(sa.select(series_days.c.nominal).where(series_days.c.series_id == series_id)))


async def note_day(tx: Tx, series_id: int, nominal: date, meeting_id: int | None) -> None:
    """This day is dealt with; the first word counts."""
    statement = insert_into(tx, series_days).values(series_id=series_id, nominal=nominal, meeting_id=meeting_id)
    await tx.execute(statement.on_conflict_do_nothing(index_elements=["series_id", "nominal"]))


def _series(row: Any) -> Series:
    hours, minutes = divmod(row.minute, 60)
    plan = SeriesPlan(
        node_id=row.node_id,
        kind=MeetingKind(row.kind),
        title=row.title,
        place=row.place,
        rule=rule_of(row.rule),
        clock=time(hours, minutes),
        on_holiday=OnHoliday(row.on_holiday),
        ahead=row.ahead,
    )
    return Series(row.id, plan, SeriesState(row.state), row.created_by, row.created_at)
