"""What meetings gave people to do, in sealed words."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.tasks import Task, TaskState
from storage.schema import Id, Instant, Sealed, Tx, metadata

_OPEN = sa.text("state = 'open'")

tasks = sa.Table(
    "tasks",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), nullable=False, index=True),
    sa.Column("resolution_id", Id, sa.ForeignKey("resolutions.id"), index=True),
    sa.Column("words", Sealed("tasks"), nullable=False),
    sa.Column("owner_id", Id, sa.ForeignKey("members.id")),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("given_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("given_at", Instant, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("closing", Sealed("tasks")),
    sa.Column("closed_by", Id, sa.ForeignKey("members.id")),
    sa.Column("closed_at", Instant),
    sa.Index("ix_tasks_owner_id", "owner_id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    sqlite_autoincrement=True,
)


async def give(
    tx: Tx,
    meeting_id: int,
    resolution_id: int | None,
    text: str,
    owner_id: int,
    due_on: date,
    given_by: int,
    now: datetime,
) -> int:
    """Returns the id."""
    result = await tx.execute(
        sa.insert(tasks)
        .values(
            meeting_id=meeting_id,
            resolution_id=resolution_id,
            words=text,
            owner_id=owner_id,
            due_on=due_on,
            given_by=given_by,
            given_at=now,
            state=str(TaskState.OPEN),
        )
        .returning(tasks.c.id)
    )
    return int(result.scalar_one())


async def get(tx: Tx, task_id: int) -> Task | None:
    row = (await tx.execute(sa.select(tasks).where(tasks.c.id == task_id))).first()
    return _task(row) if row else None


async def of_meeting(tx: Tx, meeting_id: int) -> list[Task]:
    """In the order they were given, without what need not be done any more."""
    wanted = (tasks.c.meeting_id == meeting_id, tasks.c.state != str(TaskState.DROPPED))
    rows = await tx.execute(sa.select(tasks).where(*wanted).order_by(tasks.c.id))
    return [_task(row) for row in rows]


async def open_of(tx: Tx, owner_id: int) -> list[Task]:
    """What somebody has to do, the nearest day first."""
    rows = await tx.execute(
        sa.select(tasks).where(tasks.c.owner_id == owner_id, _OPEN).order_by(tasks.c.due_on, tasks.c.id)
    )
    return [_task(row) for row in rows]


async def hand_to(tx: Tx, task_id: int, owner_id: int | None) -> None:
    await tx.execute(sa.update(tasks).where(tasks.c.id == task_id).values(owner_id=owner_id))


async def close(tx: Tx, task_id: int, state: TaskState, closing: str | None, closed_by: int, now: datetime) -> bool:
    """False where it was closed before."""
    result = await tx.execute(
        sa.update(tasks)
        .where(tasks.c.id == task_id, tasks.c.state == str(TaskState.OPEN))
        .values(state=str(state), closing=closing, closed_by=closed_by, closed_at=now)
    )
    return bool(result.rowcount)


async def detach(tx: Tx, resolution_id: int) -> None:
    """The decision was written down by mistake; what has to be done stays."""
    await tx.execute(sa.update(tasks).where(tasks.c.resolution_id == resolution_id).values(resolution_id=None))


async def about(tx: Tx, owner_id: int) -> list[Task]:
    """What somebody has or had to do."""
    rows = await tx.execute(sa.select(tasks).where(tasks.c.owner_id == owner_id).order_by(tasks.c.id))
    return [_task(row) for row in rows]


def _task(row: Any) -> Task:
    return Task(
        id=row.id,
        meeting_id=row.meeting_id,
        resolution_id=row.resolution_id,
        text=row.words,
        owner_id=row.owner_id,
        due_on=row.due_on,
        given_by=row.given_by,
        state=TaskState(row.state),
        closing=row.closing,
    )
