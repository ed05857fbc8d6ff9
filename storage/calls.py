"""The phone list: whom to phone about what, and who has done it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.calls import Call, Matter, Outcome
from storage.people import members
from storage.schema import Id, Instant, Tx, chunks, insert_into, metadata

_OPEN = sa.text("ended_at IS NULL")

calls = sa.Table(
    "calls",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("matter", sa.String(16), nullable=False),
    sa.Column("ref", Id, nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("nudges", sa.SmallInteger, nullable=False),
    sa.Column("nudge_at", Instant),
    sa.Column("ended_at", Instant),
    sa.Column("done_by", Id),
    sa.Column("outcome", sa.String(16)),
    sa.UniqueConstraint("member_id", "matter", "ref"),
    sa.Index("ix_calls_nudge_at", "nudge_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
    sa.Index("ix_calls_matter", "matter", "ref"),
    sa.Index("ix_calls_ended_at", "ended_at"),
)


async def ask(tx: Tx, member_ids: Iterable[int], matter: Matter, ref: int, now: datetime) -> None:
    """Put these people on the list. Who was phoned about it stays phoned; what was taken off is put on again."""
    fresh = {"asked_at": now, "nudges": 0, "nudge_at": now, "ended_at": None}
    statement = (
        insert_into(tx, calls)
        .values(matter=str(matter), ref=ref, **fresh)
        .on_conflict_do_update(
            index_elements=["member_id", "matter", "ref"],
            set_=fresh,
            where=sa.and_(calls.c.ended_at.is_not(None), calls.c.done_by.is_(None)),
        )
    )
    for some in chunks(member_ids):
        await tx.execute(statement, [{"member_id": one, "matter": str(matter), "ref": ref, **fresh} for one in some])


async def settle(tx: Tx, member_ids: Iterable[int], matter: Matter, ref: int, now: datetime) -> None:
    """Nobody need phone these people about it any more."""
    for some in chunks(member_ids):
        await tx.execute(_settled(now).where(_about(matter, ref), calls.c.member_id.in_(some)))


async def settle_matter(tx: Tx, matter: Matter, ref: int, now: datetime) -> None:
    """Nobody need be phoned about it any more."""
    await tx.execute(_settled(now).where(_about(matter, ref)))


async def settle_all(tx: Tx, member_id: int, now: datetime) -> None:
    """Nobody need phone them about anything any more."""
    await tx.execute(_settled(now).where(calls.c.member_id == member_id))


async def settle_contact(tx: Tx, member_id: int, now: datetime) -> None:
    """Somebody wrote to us: whoever was to look for them need not."""
    await tx.execute(_settled(now).where(calls.c.member_id == member_id, calls.c.matter == str(Matter.CONTACT)))


async def done(tx: Tx, call_ids: Iterable[int], by: int, outcome: Outcome, now: datetime) -> None:
    """These were phoned about; the first one who says so counts."""
    for some in chunks(call_ids):
        await tx.execute(
            sa.update(calls)
            .where(calls.c.id.in_(some), calls.c.ended_at.is_(None))
            .values(ended_at=now, done_by=by, outcome=str(outcome), nudge_at=None)
        )


async def of_members(tx: Tx, member_ids: Collection[int]) -> list[Call]:
    """What these members are to be phoned about."""
    found: list[Call] = []
    for some in chunks(member_ids):
        found += [_call(row) for row in await tx.execute(_open().where(calls.c.member_id.in_(some)))]
    return found


async def in_nodes(tx: Tx, node_ids: Collection[int], limit: int) -> list[Call]:
    """Whom to phone at these nodes, the longest waiting first."""
    rows = await tx.execute(
        _open()
        .join(members, members.c.id == calls.c.member_id)
        .where(members.c.node_id.in_(sorted(node_ids)), members.c.left_at.is_(None))
        .order_by(calls.c.asked_at, calls.c.id)
        .limit(limit)
    )
    return [_call(row) for row in rows]


async def to_mention(tx: Tx, now: datetime, limit: int) -> list[Call]:
    """Calls that a leader is to hear of now."""
    rows = await tx.execute(
        _open()
        .where(calls.c.nudge_at <= now)
        .order_by(calls.c.nudge_at, calls.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=calls)
    )
    return [_call(row) for row in rows]


async def mention_again(tx: Tx, mentioned: Sequence[tuple[int, int, datetime | None]]) -> None:
    """(call id, how often it was mentioned, when to mention it again) for each of these."""
    later: dict[tuple[int, datetime | None], list[int]] = {}
    for call_id, nudges, at in mentioned:
        later.setdefault((nudges, at), []).append(call_id)
    for (nudges, at), call_ids in later.items():
        for some in chunks(call_ids):
            await tx.execute(sa.update(calls).where(calls.c.id.in_(some)).values(nudges=nudges, nudge_at=at))


async def forget(tx: Tx, before: datetime) -> int:
    """Calls over before this moment, and those nobody made that were asked for before it."""
    over = await tx.execute(sa.delete(calls).where(calls.c.ended_at < before))
    never = await tx.execute(sa.delete(calls).where(calls.c.ended_at.is_(None), calls.c.asked_at < before))
    return int(over.rowcount) + int(never.rowcount)


def _open() -> sa.Select[Any]:
    return sa.select(calls).where(calls.c.ended_at.is_(None))


def _about(matter: Matter, ref: int) -> sa.ColumnElement[bool]:
    return sa.and_(calls.c.matter == str(matter), calls.c.ref == ref)


def _settled(now: datetime) -> sa.Update:
    return sa.update(calls).where(calls.c.ended_at.is_(None)).values(ended_at=now, nudge_at=None)


def _call(row: Any) -> Call:
    return Call(row.id, row.member_id, Matter(row.matter), row.ref, row.asked_at, row.nudges)
