"""Who was called when somebody was in danger. There is no column for words in any of these tables."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.danger import LAST_RING, Call, TakenBack
from storage.people import members
from storage.schema import Id, Instant, Tx, insert_into, metadata

danger_calls = sa.Table(
    "danger_calls",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("called_at", Instant, nullable=False),
    sa.Column("ring", sa.SmallInteger, nullable=False),
    sa.Column("answered_by", Id),
    sa.Column("answered_at", Instant),
    sa.Column("reached_at", Instant),
    sa.Column("taken_back", sa.String(8)),
    sa.Column("follow_up_at", Instant),
    sa.Index("ix_danger_calls_member_id", "member_id", "id"),
    sa.Index("ix_danger_calls_called_at", "called_at"),
)

danger_rings = sa.Table(
    "danger_rings",
    metadata,
    sa.Column("call_id", Id, sa.ForeignKey("danger_calls.id"), primary_key=True, autoincrement=False),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True, autoincrement=False),
    sa.Column("ring", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("place", sa.SmallInteger, nullable=False),
    sa.Column("rung_at", Instant, nullable=False),
)

gentle_questions = sa.Table(
    "gentle_questions",
    metadata,
    sa.Column("telegram_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("asked_at", Instant, nullable=False),
)


async def begin_call(tx: Tx, member_id: int, now: datetime) -> Call:
    result = await tx.execute(
        sa.insert(danger_calls).values(member_id=member_id, called_at=now, ring=0).returning(danger_calls)
    )
    return _call(result.one())


async def call(tx: Tx, call_id: int) -> Call | None:
    row = (await tx.execute(sa.select(danger_calls).where(danger_calls.c.id == call_id))).first()
    return _call(row) if row else None


async def latest_call(tx: Tx, member_id: int) -> Call | None:
    """The last one, held until the end of this transaction: an answer and a new cry wait for each other."""
    row = (
        await tx.execute(
            sa.select(danger_calls)
            .where(danger_calls.c.member_id == member_id)
            .order_by(danger_calls.c.id.desc())
            .limit(1)
            .with_for_update()
        )
    ).first()
    return _call(row) if row else None


async def calls_of(tx: Tx, member_id: int, most: int) -> list[Call]:
    """The newest first."""
    rows = await tx.execute(
        sa.select(danger_calls)
        .where(danger_calls.c.member_id == member_id)
        .order_by(danger_calls.c.id.desc())
        .limit(most)
    )
    return [_call(row) for row in rows]


async def unanswered(tx: Tx, since: datetime) -> list[Call]:
    """Calls that nobody answered and nobody took back, held: an answer at this very moment waits for the ring or
    the ring for the answer, and the one that waited sees what the other did.
    """
    rows = await tx.execute(
        sa.select(danger_calls)
        .where(
            danger_calls.c.called_at > since,
            danger_calls.c.answered_at.is_(None),
            danger_calls.c.taken_back.is_(None),
        )
        .order_by(danger_calls.c.id)
        .with_for_update()
    )
    return [_call(row) for row in rows]


async def note_ring(tx: Tx, call_id: int, ring: int) -> None:
    """The call has come to this ring."""
    await tx.execute(sa.update(danger_calls).where(danger_calls.c.id == call_id).values(ring=ring))


async def rung(tx: Tx, call_id: int) -> list[tuple[int, int]]:
    """(member id, ring) of everybody who was called, in order."""
    rows = await tx.execute(
        sa.select(danger_rings.c.member_id, danger_rings.c.ring)
        .where(danger_rings.c.call_id == call_id)
        .order_by(danger_rings.c.ring, danger_rings.c.rung_at, danger_rings.c.place)
    )
    return [(row.member_id, row.ring) for row in rows]


async def ring(tx: Tx, call_id: int, member_id: int, which: int, place: int, now: datetime) -> bool:
    """Write down that somebody is called, at this place in the row; False where they were, at this ring."""
    row = {"call_id": call_id, "member_id": member_id, "ring": which, "place": place, "rung_at": now}
    statement = insert_into(tx, danger_rings).values(row)
    result = await tx.execute(statement.on_conflict_do_nothing())
    return int(result.rowcount) == 1


async def answer(tx: Tx, call_id: int, member_id: int, now: datetime) -> bool:
    """True for the first who answers a call that stands."""
    return await _change(
        tx,
        call_id,
        sa.and_(danger_calls.c.answered_at.is_(None), danger_calls.c.taken_back.is_(None)),
        answered_by=member_id,
        answered_at=now,
    )


async def note_reached(tx: Tx, call_id: int, member_id: int, now: datetime) -> bool:
    """Whoever answered has them on the telephone; True the first time."""
    mine = sa.and_(danger_calls.c.answered_by == member_id, danger_calls.c.reached_at.is_(None))
    return await _change(tx, call_id, mine, reached_at=now)


async def hand_back(tx: Tx, call_id: int, member_id: int) -> bool:
    """Whoever answered cannot reach them: nobody has answered, and it is time for the last ring."""
    mine = sa.and_(
        danger_calls.c.answered_by == member_id,
        danger_calls.c.reached_at.is_(None),
        danger_calls.c.taken_back.is_(None),
    )
    return await _change(tx, call_id, mine, answered_by=None, answered_at=None, ring=LAST_RING)


async def take_back(tx: Tx, call_id: int, how: TakenBack, follow_up_at: datetime) -> bool:
    """True the first time."""
    fresh = danger_calls.c.taken_back.is_(None)
    return await _change(tx, call_id, fresh, taken_back=str(how), follow_up_at=follow_up_at)


async def no_follow_up(tx: Tx, call_id: int) -> None:
    await _change(tx, call_id, sa.true(), follow_up_at=None)


async def to_follow_up(tx: Tx, now: datetime) -> list[Call]:
    rows = await tx.execute(
        sa.select(danger_calls).where(danger_calls.c.follow_up_at <= now).order_by(danger_calls.c.id)
    )
    return [_call(row) for row in rows]


async def _change(tx: Tx, call_id: int, condition: sa.ColumnElement[bool], **values: Any) -> bool:
    result = await tx.execute(sa.update(danger_calls).where(danger_calls.c.id == call_id, condition).values(**values))
    return int(result.rowcount) == 1


async def last_gentle(tx: Tx, telegram_id: int) -> datetime | None:
    moment: datetime | None = await tx.scalar(
        sa.select(gentle_questions.c.asked_at).where(gentle_questions.c.telegram_id == telegram_id)
    )
    return moment


async def note_gentle(tx: Tx, telegram_id: int, now: datetime) -> None:
    statement = insert_into(tx, gentle_questions).values(telegram_id=telegram_id, asked_at=now)
    await tx.execute(statement.on_conflict_do_update(index_elements=["telegram_id"], set_={"asked_at": now}))


async def forget(tx: Tx, before: datetime) -> int:
    """Calls, with who was called, from before this moment."""
    return await _forget(tx, danger_calls.c.called_at < before)


async def forget_member(tx: Tx, member_id: int, before: datetime) -> int:
    """Somebody's own calls from before this moment: a younger one may still be on its way to a human."""
    return await _forget(tx, sa.and_(danger_calls.c.member_id == member_id, danger_calls.c.called_at < before))


async def forget_left(tx: Tx, before: datetime) -> int:
    """The same of everybody who has left since."""
    left = sa.select(members.c.id).where(members.c.telegram_id.is_(None))
    return await _forget(tx, sa.and_(danger_calls.c.member_id.in_(left), danger_calls.c.called_at < before))


async def forget_gentle(tx: Tx, before: datetime) -> int:
    result = await tx.execute(sa.delete(gentle_questions).where(gentle_questions.c.asked_at < before))
    return int(result.rowcount)


async def _forget(tx: Tx, which: sa.ColumnElement[bool]) -> int:
    await tx.execute(
        sa.delete(danger_rings).where(danger_rings.c.call_id.in_(sa.select(danger_calls.c.id).where(which)))
    )
    result = await tx.execute(sa.delete(danger_calls).where(which))
    return int(result.rowcount)


def _call(row: Any) -> Call:
    return Call(
        id=row.id,
        member_id=row.member_id,
        called_at=row.called_at,
        ring=row.ring,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
        reached_at=row.reached_at,
        taken_back=TakenBack(row.taken_back) if row.taken_back else None,
        follow_up_at=row.follow_up_at,
    )
