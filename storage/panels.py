"""Which leaders look at which meetings: their panels are kept up to date."""

from collections.abc import Iterable

import sqlalchemy as sa

from domain.meetings import Meeting
from storage.meetings import meeting_of, meetings
from storage.schema import Id, Tx, insert_into, metadata

panels = sa.Table(
    "panels",
    metadata,
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), primary_key=True),
    sa.Column("telegram_id", sa.BigInteger, primary_key=True, autoincrement=False),
)


async def keep(tx: Tx, meeting_id: int, telegram_id: int) -> None:
    """Remember that a leader looks at this meeting."""
    await tx.execute(
        insert_into(tx, panels)
        .values(meeting_id=meeting_id, telegram_id=telegram_id)
        .on_conflict_do_nothing(index_elements=["meeting_id", "telegram_id"])
    )


async def of_meetings(tx: Tx, meeting_ids: Iterable[int]) -> list[tuple[int, int]]:
    """(meeting id, telegram id) of the leaders who look at these meetings."""
    rows = await tx.execute(
        sa.select(panels.c.meeting_id, panels.c.telegram_id)
        .where(panels.c.meeting_id.in_(sorted(meeting_ids)))
        .order_by(panels.c.meeting_id, panels.c.telegram_id)
    )
    return [(row.meeting_id, row.telegram_id) for row in rows]


async def seen_by(tx: Tx, telegram_id: int) -> list[Meeting]:
    """The meetings that this account looks at."""
    rows = await tx.execute(
        sa.select(meetings)
        .join(panels, panels.c.meeting_id == meetings.c.id)
        .where(panels.c.telegram_id == telegram_id)
    )
    return [meeting_of(row) for row in rows]


async def drop(tx: Tx, telegram_id: int, meeting_ids: Iterable[int]) -> None:
    """What this account sees of these meetings is kept up no longer."""
    await tx.execute(
        sa.delete(panels).where(panels.c.telegram_id == telegram_id, panels.c.meeting_id.in_(sorted(meeting_ids)))
    )
