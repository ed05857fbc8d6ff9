"""Who is away for long: where in words, the branch there, how to reach them. The words are sealed."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.mobility import Stay
from storage.people import members
from storage.schema import Id, Instant, Sealed, Tx, metadata

_AWAY = sa.text("ended_on IS NULL")

stays = sa.Table(
    "mobile_stays",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("words", Sealed("stays")),
    sa.Column("host_node_id", Id, sa.ForeignKey("nodes.id")),
    sa.Column("since", sa.Date, nullable=False),
    sa.Column("heard_on", sa.Date, nullable=False),
    sa.Column("entered_by", Id),
    sa.Column("entered_at", Instant, nullable=False),
    sa.Column("ask_at", Instant),
    sa.Column("ended_on", sa.Date),
    sa.Index("uq_mobile_stays_member_id", "member_id", unique=True, sqlite_where=_AWAY, postgresql_where=_AWAY),
    sa.Index("ix_mobile_stays_ask_at", "ask_at", sqlite_where=_AWAY, postgresql_where=_AWAY),
    sqlite_autoincrement=True,
)


async def begin(tx: Tx, stay: Stay, entered_by: int, now: datetime) -> Stay:
    """Write it down; a stay that was open ends. `stay.id` is not looked at."""
    await end(tx, stay.member_id, now.date())
    result = await tx.execute(
        sa.insert(stays)
        .values(
            member_id=stay.member_id,
            words=_words(stay),
            host_node_id=stay.host_node_id,
            since=stay.since,
            heard_on=stay.heard_on,
            entered_by=entered_by,
            entered_at=now,
        )
        .returning(stays)
    )
    return _stay(result.one())


async def get(tx: Tx, stay_id: int) -> Stay | None:
    row = (await tx.execute(sa.select(stays).where(stays.c.id == stay_id))).first()
    return _stay(row) if row else None


async def of_member(tx: Tx, member_id: int) -> Stay | None:
    """Where they are now; None for who is not away."""
    row = (await tx.execute(sa.select(stays).where(stays.c.member_id == member_id, stays.c.ended_on.is_(None)))).first()
    return _stay(row) if row else None


async def in_nodes(tx: Tx, node_ids: Collection[int]) -> list[Stay]:
    """Who of these nodes is away, the longest unheard of first."""
    rows = await tx.execute(
        sa.select(stays)
        .join(members, members.c.id == stays.c.member_id)
        .where(members.c.node_id.in_(sorted(node_ids)), members.c.left_at.is_(None), stays.c.ended_on.is_(None))
        .order_by(stays.c.heard_on, stays.c.id)
    )
    return [_stay(row) for row in rows]


async def to_ask(tx: Tx, now: datetime, limit: int) -> list[Stay]:
    """Whose month is over."""
    rows = await tx.execute(sa.select(stays).where(_AWAY, stays.c.ask_at <= now).order_by(stays.c.ask_at).limit(limit))
    return [_stay(row) for row in rows]


async def ask_at(tx: Tx, stay_id: int, at: datetime | None) -> None:
    await tx.execute(sa.update(stays).where(stays.c.id == stay_id).values(ask_at=at))


async def heard(tx: Tx, member_id: int, on: date) -> None:
    """They said a word of it, or somebody spoke with them."""
    own = sa.update(stays).where(stays.c.member_id == member_id, stays.c.ended_on.is_(None), stays.c.heard_on < on)
    await tx.execute(own.values(heard_on=on))


async def end(tx: Tx, member_id: int, on: date) -> Stay | None:
    """They are back, or gone for good; the words go, that they were away stays. None where they were not away."""
    row = (
        await tx.execute(
            sa.update(stays)
            .where(stays.c.member_id == member_id, stays.c.ended_on.is_(None))
            .values(ended_on=on, words=None, ask_at=None)
            .returning(stays)
        )
    ).first()
    return _stay(row) if row else None


async def forget(tx: Tx, before: date) -> int:
    """Stays that ended before this day."""
    return int((await tx.execute(sa.delete(stays).where(stays.c.ended_on < before))).rowcount)


def _words(stay: Stay) -> list[str]:
    return [stay.place, stay.host, stay.contact]


def _stay(row: Any) -> Stay:
    place, host, contact = row.words or ("", "", "")
    return Stay(row.id, row.member_id, place, host, contact, row.since, row.heard_on, row.host_node_id, row.ended_on)
