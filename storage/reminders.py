"""Reminders promised to members, and how much each was told on which day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.reminders import Drop, Reminder, ReminderKind
from storage.schema import Id, Instant, Tx, chunks, insert_into, metadata

_WAITING = sa.text("state = 'waiting'")
_ENDED = sa.text("ended_at IS NOT NULL")

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
    sa.Index("ix_reminders_ended_at", "ended_at", sqlite_where=_ENDED, postgresql_where=_ENDED),
)

told = sa.Table(
    "told",
    metadata,
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("messages", sa.SmallInteger, nullable=False),
    sa.Index("ix_told_day", "day"),
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


async def cancel_all(tx: Tx, member_id: int) -> None:
    """Nothing that was promised to somebody is said any more."""
    await tx.execute(sa.delete(reminders).where(reminders.c.member_id == member_id, reminders.c.state == "waiting"))


async def retire(tx: Tx, kind: ReminderKind, ref: int, turn: int) -> None:
    """What was said of a matter is history: its steps may be promised anew. `turn` tells the times it was so apart.

    The rows stay, with the step renamed, so that buttons under what was said still know their matter.
    """
    said = sa.and_(reminders.c.kind == str(kind), reminders.c.ref == ref, reminders.c.step.not_like("%~%"))
    await tx.execute(sa.update(reminders).where(said).values(step=reminders.c.step.concat(f"~{turn}")))


async def erase(tx: Tx, kind: ReminderKind, ref: int) -> int:
    """As if this matter had never been promised to anybody; returns how many reminders there were."""
    result = await tx.execute(sa.delete(reminders).where(reminders.c.kind == str(kind), reminders.c.ref == ref))
    return int(result.rowcount)


async def whose_turn(tx: Tx, now: datetime, limit: int) -> list[int]:
    """Members for whom something is due, the longest waiting first."""
    rows = await tx.execute(
        sa.select(reminders.c.member_id, reminders.c.due_at)
        .where(_WAITING, reminders.c.due_at <= now)
        .order_by(reminders.c.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list(dict.fromkeys(row.member_id for row in rows))


async def unsaid_since(tx: Tx, now: datetime) -> datetime | None:
    """Since when the longest overdue reminder has been due; None where all that is due was said."""
    oldest: datetime | None = await tx.scalar(
        sa.select(sa.func.min(reminders.c.due_at, type_=Instant)).where(_WAITING, reminders.c.due_at <= now)
    )
    return oldest


async def waiting_for(tx: Tx, member_ids: Collection[int], until: datetime) -> dict[int, list[Reminder]]:
    """What waits for these members and is due before this moment; what another process has in hand is left to it."""
    found: dict[int, list[Reminder]] = {member_id: [] for member_id in member_ids}
    for some in chunks(member_ids):
        rows = await tx.execute(
            sa.select(reminders)
            .where(reminders.c.member_id.in_(some), reminders.c.state == "waiting", reminders.c.due_at < until)
            .order_by(reminders.c.at, reminders.c.id)
            .with_for_update(skip_locked=True)
        )
        for row in rows:
            found[row.member_id].append(_reminder(row))
    return found


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


async def of_matter(tx: Tx, kind: ReminderKind, ref: int) -> list[tuple[Reminder, str]]:
    """All that was ever promised about one matter, each with its state: waiting, told or dropped."""
    rows = await tx.execute(
        sa.select(reminders)
        .where(reminders.c.kind == str(kind), reminders.c.ref == ref)
        .order_by(reminders.c.at, reminders.c.id)
    )
    return [(_reminder(row), row.state) for row in rows]


async def get(tx: Tx, reminder_id: int) -> tuple[Reminder, int | None] | None:
    """A reminder, and the head of the message it was said in, if it was."""
    row = (await tx.execute(sa.select(reminders).where(reminders.c.id == reminder_id))).first()
    return None if row is None else (_reminder(row), row.told_with)


async def note_told(tx: Tx, said: Mapping[int, Sequence[Reminder]], now: datetime) -> None:
    """These go out together: head reminder's id -> all of its message."""
    values = [{"of": one.id, "head": head} for head, some in said.items() for one in some]
    if values:
        told_now = sa.update(reminders).where(reminders.c.id == sa.bindparam("of"))
        await tx.execute(told_now.values(state="told", told_with=sa.bindparam("head"), ended_at=now), values)


async def put_off(tx: Tx, put_off: Iterable[tuple[Reminder, datetime]]) -> None:
    values = [{"of": reminder.id, "until": until} for reminder, until in put_off]
    if values:
        later = sa.update(reminders).where(reminders.c.id == sa.bindparam("of"))
        await tx.execute(later.values(due_at=sa.bindparam("until", type_=Instant)), values)


async def drop(tx: Tx, dropped: Iterable[Drop], now: datetime) -> None:
    values = [{"of": one.reminder.id, "reason": str(one.why)} for one in dropped]
    if values:
        never = sa.update(reminders).where(reminders.c.id == sa.bindparam("of"))
        await tx.execute(never.values(state="dropped", why=sa.bindparam("reason"), ended_at=now), values)


async def drop_due(tx: Tx, why: str, now: datetime) -> int:
    """What is due by now is not said any more; returns how many."""
    due = sa.update(reminders).where(_WAITING, reminders.c.due_at <= now)
    return int((await tx.execute(due.values(state="dropped", why=why, ended_at=now))).rowcount)


async def look_again(tx: Tx, member_id: int) -> None:
    """Somebody is back before their time: what was put off is due as it was meant, and looked at anew."""
    await tx.execute(
        sa.update(reminders)
        .where(reminders.c.member_id == member_id, reminders.c.state == "waiting", reminders.c.due_at > reminders.c.at)
        .values(due_at=reminders.c.at)
    )


async def waiting_of(tx: Tx, member_id: int) -> list[Reminder]:
    """All that still waits for one member."""
    rows = await tx.execute(
        sa.select(reminders)
        .where(reminders.c.member_id == member_id, reminders.c.state == "waiting")
        .order_by(reminders.c.at, reminders.c.id)
    )
    return [_reminder(row) for row in rows]


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


async def count_untold(tx: Tx, member_ids: Iterable[int], day: date) -> None:
    """One message fewer: it was taken back before it was sent."""
    for some in chunks(member_ids):
        await tx.execute(
            sa.update(told)
            .where(told.c.member_id.in_(some), told.c.day == day, told.c.messages > 0)
            .values(messages=told.c.messages - 1)
        )


async def forget(tx: Tx, before: datetime) -> int:
    """What was said or dropped before this moment."""
    result = await tx.execute(sa.delete(reminders).where(reminders.c.ended_at < before))
    return int(result.rowcount)


async def forget_counts(tx: Tx, before: date) -> int:
    """How many messages there were on days before this one."""
    result = await tx.execute(sa.delete(told).where(told.c.day < before))
    return int(result.rowcount)


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
