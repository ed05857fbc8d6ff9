"""Lectures asked of teachers, and how many of the audience said what.

Opinions are three counters a lecture and nothing else: no row of anybody's, no name, no day. All three are written by
every answer, since PostgreSQL remembers which transaction wrote a row last, and so would tell what the last one said.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.teachers import LONGEST_TOPIC, Lecture, LectureState, Opinion
from storage.schema import Id, Instant, Tx, insert_into, metadata

lectures = sa.Table(
    "lectures",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("teacher_id", Id, sa.ForeignKey("teachers.id"), nullable=False),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("topic", sa.String(LONGEST_TOPIC), nullable=False),
    sa.Column("starts_at", Instant, nullable=False),
    sa.Column("other_at", Instant),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("asked_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Index("ix_lectures_node_id", "node_id", "starts_at"),
    sa.Index("ix_lectures_teacher_id", "teacher_id"),
)

lecture_opinions = sa.Table(
    "lecture_opinions",
    metadata,
    sa.Column("lecture_id", Id, sa.ForeignKey("lectures.id"), primary_key=True),
    sa.Column("opinion", sa.String(16), primary_key=True),
    sa.Column("said", sa.Integer, nullable=False),
)


async def ask(
    tx: Tx,
    teacher_id: int,
    node_id: int,
    topic: str,
    starts_at: datetime,
    state: LectureState,
    asked_by: int,
    now: datetime,
) -> int:
    """Returns the lecture's id."""
    result = await tx.execute(
        sa.insert(lectures)
        .values(
            teacher_id=teacher_id,
            node_id=node_id,
            topic=topic,
            starts_at=starts_at,
            state=str(state),
            asked_by=asked_by,
            asked_at=now,
        )
        .returning(lectures.c.id)
    )
    return int(result.scalar_one())


async def get(tx: Tx, lecture_id: int) -> Lecture | None:
    """Held until the turn ends, so that a yes and a calling off at one moment come one after the other."""
    row = (await tx.execute(sa.select(lectures).where(lectures.c.id == lecture_id).with_for_update())).first()
    return _lecture(row) if row else None


async def change(
    tx: Tx,
    lecture_id: int,
    state: LectureState,
    *,
    starts_at: datetime | None = None,
    other_at: datetime | None = None,
) -> None:
    """`starts_at` None leaves the one that is there; `other_at` is written as given."""
    values: dict[str, Any] = {"state": str(state), "other_at": other_at}
    if starts_at is not None:
        values["starts_at"] = starts_at
    await tx.execute(sa.update(lectures).where(lectures.c.id == lecture_id).values(**values))


async def near(tx: Tx, node_ids: Iterable[int], teacher_ids: Iterable[int], since: datetime) -> list[Lecture]:
    """What was asked or agreed for these nodes, or of these teachers, and begins after `since`, in order."""
    over = [str(LectureState.DECLINED), str(LectureState.CANCELLED)]
    rows = await tx.execute(
        sa.select(lectures)
        .where(
            sa.or_(lectures.c.node_id.in_(sorted(node_ids)), lectures.c.teacher_id.in_(sorted(teacher_ids))),
            lectures.c.starts_at > since,
            lectures.c.state.not_in(over),
        )
        .order_by(lectures.c.starts_at, lectures.c.id)
    )
    return [_lecture(row) for row in rows]


async def count_opinion(tx: Tx, lecture_id: int, opinion: Opinion) -> None:
    """One more of the audience said this."""
    await tx.execute(
        insert_into(tx, lecture_opinions)
        .values([{"lecture_id": lecture_id, "opinion": str(one), "said": 0} for one in Opinion])
        .on_conflict_do_nothing()
    )
    more = sa.case((lecture_opinions.c.opinion == str(opinion), 1), else_=0)
    await tx.execute(
        sa.update(lecture_opinions)
        .where(lecture_opinions.c.lecture_id == lecture_id)
        .values(said=lecture_opinions.c.said + more)
    )


async def opinions(tx: Tx, lecture_id: int) -> dict[Opinion, int]:
    """How many said what; empty where nobody said anything. Only `services.teachers.opinions` asks, and hides few."""
    rows = await tx.execute(sa.select(lecture_opinions).where(lecture_opinions.c.lecture_id == lecture_id))
    return {Opinion(row.opinion): row.said for row in rows}


async def forget(tx: Tx, before: datetime) -> int:
    """Lectures that began before then, with what was said of them."""
    old = sa.select(lectures.c.id).where(lectures.c.starts_at < before)
    await tx.execute(sa.delete(lecture_opinions).where(lecture_opinions.c.lecture_id.in_(old)))
    result = await tx.execute(sa.delete(lectures).where(lectures.c.starts_at < before))
    return int(result.rowcount)


def _lecture(row: Any) -> Lecture:
    return Lecture(
        id=row.id,
        teacher_id=row.teacher_id,
        node_id=row.node_id,
        topic=row.topic,
        starts_at=row.starts_at,
        other_at=row.other_at,
        state=LectureState(row.state),
        asked_by=row.asked_by,
    )
