"""How each member likes to be reminded: in general, and of one meeting."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import sqlalchemy as sa

from domain.reminders import Mode, Step
from storage.meetings import meetings
from storage.schema import Id, Tx, chunks, insert_into, metadata

wishes = sa.Table(
    "reminder_wishes",
    metadata,
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("mode", sa.String(8), nullable=False),
    sa.Column("steps", sa.String(16), nullable=False),
)

meeting_wishes = sa.Table(
    "meeting_wishes",
    metadata,
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("steps", sa.String(16), nullable=False),
    sa.Index("ix_meeting_wishes_member_id", "member_id"),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """How somebody likes it; `steps` are those before a meeting that they have not switched off."""

    mode: Mode = Mode.EACH
    steps: frozenset[Step] = frozenset(Step)


AS_EVERYBODY: Final = Wish()


async def of_members(tx: Tx, member_ids: Collection[int]) -> dict[int, Wish]:
    """How these members like it; who has said nothing is not among them."""
    found: dict[int, Wish] = {}
    for some in chunks(member_ids):
        rows = await tx.execute(sa.select(wishes).where(wishes.c.member_id.in_(some)))
        found.update({row.member_id: Wish(Mode(row.mode), _steps(row.steps)) for row in rows})
    return found


async def keep(tx: Tx, member_id: int, wish: Wish) -> None:
    values = {"mode": str(wish.mode), "steps": _written(wish.steps)}
    statement = insert_into(tx, wishes).values(member_id=member_id, **values)
    await tx.execute(statement.on_conflict_do_update(index_elements=["member_id"], set_=values))


async def chosen(tx: Tx, meeting_id: int, member_ids: Collection[int]) -> Mapping[int, frozenset[Step]]:
    """What these members chose for one meeting; who chose nothing for it is not among them."""
    found: dict[int, frozenset[Step]] = {}
    for some in chunks(member_ids):
        rows = await tx.execute(
            sa.select(meeting_wishes.c.member_id, meeting_wishes.c.steps).where(
                meeting_wishes.c.meeting_id == meeting_id, meeting_wishes.c.member_id.in_(some)
            )
        )
        found.update({row.member_id: _steps(row.steps) for row in rows})
    return found


async def choose(tx: Tx, meeting_id: int, member_id: int, steps: Collection[Step]) -> None:
    """For this meeting; no steps at all means that they want none."""
    values = {"steps": _written(steps)}
    statement = insert_into(tx, meeting_wishes).values(meeting_id=meeting_id, member_id=member_id, **values)
    await tx.execute(statement.on_conflict_do_update(index_elements=["meeting_id", "member_id"], set_=values))


async def forget_member(tx: Tx, member_id: int) -> int:
    """Whoever has left us has no wishes here any more."""
    always = await tx.execute(sa.delete(wishes).where(wishes.c.member_id == member_id))
    once = await tx.execute(sa.delete(meeting_wishes).where(meeting_wishes.c.member_id == member_id))
    return int(always.rowcount) + int(once.rowcount)


async def forget(tx: Tx, before: datetime) -> int:
    """What was chosen for meetings that began before this moment."""
    over = sa.exists().where(meetings.c.id == meeting_wishes.c.meeting_id, meetings.c.starts_at < before)
    result = await tx.execute(sa.delete(meeting_wishes).where(over))
    return int(result.rowcount)


def _written(steps: Collection[Step]) -> str:
    return " ".join(step for step in Step if step in steps)


def _steps(written: str) -> frozenset[Step]:
    return frozenset(map(Step, written.split()))
