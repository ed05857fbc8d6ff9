"""The course library. There is no place here for who opened what, when or for how long (S4)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.courses import LONGEST_LINK, LONGEST_NOTE, LONGEST_TITLE, Course, CourseKind
from domain.messages import MediaKind
from storage.schema import Id, Instant, Tx, metadata

courses = sa.Table(
    "courses",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("title", sa.String(LONGEST_TITLE), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("teacher", sa.String(LONGEST_TITLE), nullable=False),
    sa.Column("minutes", sa.SmallInteger),
    sa.Column("link", sa.String(LONGEST_LINK)),
    sa.Column("file_id", sa.String(256)),
    sa.Column("file_kind", sa.String(16)),
    sa.Column("note", sa.String(LONGEST_NOTE), nullable=False),
    sa.Column("added_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("added_at", Instant, nullable=False),
    sa.Column("retired_at", Instant),
    sa.Index("ix_courses_node_id", "node_id"),
)


async def add(tx: Tx, written: Course, added_by: int, now: datetime) -> int:
    """Write a course down, whose `id` is of no account; returns the one it gets."""
    result = await tx.execute(
        sa.insert(courses)
        .values(node_id=written.node_id, added_by=added_by, added_at=now, **_values(written))
        .returning(courses.c.id)
    )
    return int(result.scalar_one())


async def rewrite(tx: Tx, course: Course) -> None:
    """Everything but whose library it stands in."""
    await tx.execute(sa.update(courses).where(courses.c.id == course.id).values(**_values(course)))


async def get(tx: Tx, course_id: int) -> Course | None:
    row = (await tx.execute(sa.select(courses).where(courses.c.id == course_id))).first()
    return _course(row) if row else None


async def offered(tx: Tx, node_ids: Iterable[int]) -> list[Course]:
    """The courses of these libraries that are not retired, newest first."""
    rows = await tx.execute(
        sa.select(courses)
        .where(courses.c.node_id.in_(sorted(node_ids)), courses.c.retired_at.is_(None))
        .order_by(courses.c.id.desc())
    )
    return [_course(row) for row in rows]


async def retire(tx: Tx, course_id: int, now: datetime | None) -> None:
    """Offered no more; None brings it back."""
    await tx.execute(sa.update(courses).where(courses.c.id == course_id).values(retired_at=now))


def _values(written: Course) -> dict[str, Any]:
    return {
        "title": written.title,
        "kind": str(written.kind),
        "teacher": written.teacher,
        "minutes": written.minutes,
        "link": written.link,
        "file_id": written.file_id,
        "file_kind": None if written.file_kind is None else str(written.file_kind),
        "note": written.note,
    }


def _course(row: Any) -> Course:
    return Course(
        id=row.id,
        node_id=row.node_id,
        title=row.title,
        kind=CourseKind(row.kind),
        teacher=row.teacher,
        minutes=row.minutes,
        link=row.link,
        file_id=row.file_id,
        note=row.note,
        file_kind=None if row.file_kind is None else MediaKind(row.file_kind),
        retired=row.retired_at is not None,
    )
