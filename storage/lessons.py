"""What leaders taught the router: one row for each text they confirmed or corrected, never changed, only taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa

from domain.concerns import Topic
from storage.requests import help_requests
from storage.schema import Id, Instant, Sealed, Tx, metadata

lessons = sa.Table(
    "lessons",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False, index=True),
    sa.Column("request_id", Id, index=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("topic", sa.String(32), nullable=False),
    sa.Column("words", Sealed("lessons"), nullable=False),
)


class Kind(StrEnum):
    """Whether a person agreed with the router or knew better."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Lesson:
    id: int
    topic: Topic
    words: tuple[str, ...]


async def add(
    tx: Tx, now: datetime, node_id: int, request_id: int | None, kind: Kind, topic: Topic, words: Sequence[str]
) -> int:
    """Write a lesson down; returns its number."""
    row = {"at": now, "node_id": node_id, "request_id": request_id, "kind": str(kind), "topic": str(topic)}
    statement = sa.insert(lessons).values(**row, words=list(words)).returning(lessons.c.id)
    return int((await tx.execute(statement)).scalar_one())


async def newest(tx: Tx, node_id: int, count: int) -> list[Lesson]:
    """The last `count` lessons of a node, newest first."""
    columns = sa.select(lessons.c.id, lessons.c.topic, lessons.c.words)
    rows = await tx.execute(columns.where(lessons.c.node_id == node_id).order_by(lessons.c.id.desc()).limit(count))
    return [Lesson(row.id, Topic(row.topic), tuple(row.words)) for row in rows]


async def take_back(tx: Tx, lesson_id: int) -> bool:
    """Delete one lesson; whether it was there."""
    result = await tx.execute(sa.delete(lessons).where(lessons.c.id == lesson_id))
    return bool(result.rowcount)


async def detach(tx: Tx, closed_before: datetime) -> int:
    """What old requests taught stays, but no longer says which one it was; how many lessons that were (PRV-08)."""
    old = sa.select(help_requests.c.id).where(help_requests.c.closed_at < closed_before)
    result = await tx.execute(sa.update(lessons).where(lessons.c.request_id.in_(old)).values(request_id=None))
    return int(result.rowcount)


async def forget(tx: Tx, request_id: int) -> int:
    """Delete what one request taught; returns how many lessons that were."""
    result = await tx.execute(sa.delete(lessons).where(lessons.c.request_id == request_id))
    return int(result.rowcount)
