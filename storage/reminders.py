"""Reminders promised to members, how each likes to be reminded, and how much they were told on which day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.reminders import Drop, Mode, Reminder, ReminderKind
from storage.schema import Id, Instant, Tx, chunks, insert_into, metadata

_WAITING = sa.text("state = 'waiting'")

reminders = sa.Table(
    "reminders",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("ref", Id, nullable=False),
    sa.Column("step", sa.String(32), nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("worth_until", Instant, nullable=False),
    sa.Column("self_set", sa.Boolean, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("why", sa.String(16)),
    sa.Column("told_with", Id),
    sa.Column("ended_at", Instant),
    sa.UniqueConstraint("kind", "ref", "step", "member_id"),
    sa.Index("ix_reminders_due", "due_at", sqlite_where=_WAITING, postgresql_where=_WAITING),
    sa.Index("ix_reminders_member_id", "member_id", "state"),
    sa.Index("ix_reminders_told_with", "told_with"),
)

told = sa.Table(
    "told",
    metadata,
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("messages", sa.SmallInteger, nullable=False),
)

wishes = sa.Table(
    "reminder_wishes",
    metadata,
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("mode", sa.String(8), nullable=False),
)


@dataclass(frozen=True, slots=True)
class Promise:
    """A reminder as somebody plans it, before it has an id."""

    member_id: int
    kind: ReminderKind
    ref: int
    step: str
    at: datetime
    due_at: datetime
    worth_until: datetime
    self_set: bool = False


async def promise(tx: Tx, promises: Sequence[Promise]) -> None:
    """Write reminders down. One that waits already takes the newer moments; one that was said stays said."""
    for start in range(0, len(promises), 500):
        insert = insert_into(tx, reminders)
        moved = ("at", "due_at", "worth_until", "self_set")
        await tx.execute(
            insert.on_conflict_do_update(
                index_elements=["kind", "ref", "step", "member_id"],
                set_={name: insert.excluded[name] for name in moved},
                where=reminders.c.state == "waiting",
            ),
            [_row(one) for one in promises[start : start + 500]],
        )


async def cancel(
    tx: Tx, kind: ReminderKind, ref: int, member_ids: Collection[int] | None = None, steps: Collection[str] = ()
) -> None:
    """Nobody, or these members, need to hear of this matter any more; or of these steps of it (S6)."""
    query = sa.delete(reminders).where(
        reminders.c.kind == str(kind), reminders.c.ref == ref, reminders.c.state == "waiting"
    )
    if member_ids is not None:
        query = query.where(reminders.c.member_id.in_(sorted(member_ids)))
    if steps:
        query = query.where(reminders.c.step.in_(sorted(steps)))
    await tx.execute(query)


async def whose_turn(tx: Tx, now: datetime, limit: int) -> list[int]:
    """Members for whom something is due, the longest waiting first."""
    rows = await tx.execute(
        sa.select(reminders.c.member_id, reminders.c.due_at)
        .where(reminders.c.state == "waiting", reminders.c.due_at <= now)
        .order_by(reminders.c.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list(dict.fromkeys(row.member_id for row in rows))


async def waiting_for(tx: Tx, member_ids: Collection[int], until: datetime) -> dict[int, list[Reminder]]:
    """What waits for these members and is due before this moment."""
    found: dict[int, list[Reminder]] = {member_id: [] for member_id in member_ids}
    for some in chunks(member_ids):
        rows = await tx.execute(
            sa.select(reminders)
            .where(reminders.c.member_id.in_(some), reminders.c.state == "waiting", reminders.c.due_at < until)
            .order_by(reminders.c.at, reminders.c.id)
        )
        for row in rows:
            found[row.member_id].append(_reminder(row))
    return found


async def of_matter(tx: Tx, kind: ReminderKind, ref: int) -> list[Reminder]:
    """All that still waits about one matter."""
    rows = await tx.execute(
        sa.select(reminders)
        .where(reminders.c.kind == str(kind), reminders.c.ref == ref, reminders.c.state == "waiting")
        .order_by(reminders.c.at, reminders.c.id)
    )
    return [_reminder(row) for row in rows]


async def told_steps(tx: Tx, kind: ReminderKind, ref: int, member_id: int) -> list[str]:
    """The steps of a matter that somebody has been told."""
    rows = await tx.execute(
        sa.select(reminders.c.step)
        .where(
            reminders.c.kind == str(kind),
            reminders.c.ref == ref,
            reminders.c.member_id == member_id,
            reminders.c.state == "told",
        )
        .order_by(reminders.c.at)
    )
    return list(rows.scalars())


async def note_told(tx: Tx, said: Mapping[int, Sequence[Reminder]], now: datetime) -> None:
    """These go out together: head reminder's id -> all of its message."""
    for head, some in said.items():
        await tx.execute(
            sa.update(reminders)
            .where(reminders.c.id.in_([one.id for one in some]))
            .values(state="told", told_with=head, ended_at=now)
        )


async def put_off(tx: Tx, put_off: Iterable[tuple[Reminder, datetime]]) -> None:
    for reminder, until in put_off:
        await tx.execute(sa.update(reminders).where(reminders.c.id == reminder.id).values(due_at=until))


async def drop(tx: Tx, dropped: Iterable[Drop], now: datetime) -> None:
    for one in dropped:
        await tx.execute(
            sa.update(reminders)
            .where(reminders.c.id == one.reminder.id)
            .values(state="dropped", why=str(one.why), ended_at=now)
        )


async def told_with(tx: Tx, head: int) -> list[Reminder]:
    """All reminders of one message."""
    rows = await tx.execute(
        sa.select(reminders).where(reminders.c.told_with == head).order_by(reminders.c.worth_until, reminders.c.id)
    )
    return [_reminder(row) for row in rows]


async def told_on(tx: Tx, member_ids: Collection[int], day: date) -> dict[int, int]:
    """Messages of our own accord to each of these members on a day."""
    found: dict[int, int] = {}
    for some in chunks(member_ids):
        rows = await tx.execute(
            sa.select(told.c.member_id, told.c.messages).where(told.c.member_id.in_(some), told.c.day == day)
        )
        found.update({row.member_id: row.messages for row in rows})
    return found


async def count_told(tx: Tx, member_ids: Sequence[int], day: date) -> None:
    """One message more to each of these members."""
    if member_ids:
        insert = insert_into(tx, told)
        await tx.execute(
            insert.on_conflict_do_update(index_elements=["member_id", "day"], set_={"messages": told.c.messages + 1}),
            [{"member_id": member_id, "day": day, "messages": 1} for member_id in member_ids],
        )


async def modes_of(tx: Tx, member_ids: Collection[int]) -> dict[int, Mode]:
    """How these members like it; who has said nothing is not among them."""
    found: dict[int, Mode] = {}
    for some in chunks(member_ids):
        rows = await tx.execute(sa.select(wishes.c.member_id, wishes.c.mode).where(wishes.c.member_id.in_(some)))
        found.update({row.member_id: Mode(row.mode) for row in rows})
    return found


async def forget(tx: Tx, before: datetime) -> None:
    """What was said or dropped long ago, about matters that are over."""
    await tx.execute(sa.delete(reminders).where(reminders.c.state != "waiting", reminders.c.ended_at < before))
    await tx.execute(sa.delete(told).where(told.c.day < before.date()))


def _row(one: Promise) -> dict[str, Any]:
    return {
        "member_id": one.member_id,
        "kind": str(one.kind),
        "ref": one.ref,
        "step": one.step,
        "at": one.at,
        "due_at": one.due_at,
        "worth_until": one.worth_until,
        "self_set": one.self_set,
        "state": "waiting",
    }


def _reminder(row: Any) -> Reminder:
    return Reminder(
        id=row.id,
        member_id=row.member_id,
        kind=ReminderKind(row.kind),
        ref=row.ref,
        step=row.step,
        at=row.at,
        due_at=row.due_at,
        worth_until=row.worth_until,
        self_set=row.self_set,
    )
