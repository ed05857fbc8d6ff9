"""Study hours: what somebody entered or was credited, beside the meetings they were at."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.meetings import MeetingKind, MeetingState
from domain.privacy import Scope
from domain.studying import Entry, Source, meeting_minutes
from storage.attendance import attendance
from storage.meetings import meetings
from storage.people import consents, members
from storage.schema import Id, Instant, Sealed, Tx, chunks, insert_into, metadata

hours = sa.Table(
    "study_hours",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Column("source", sa.String(16), nullable=False),
    sa.Column("ref", Id),
    sa.Column("title", Sealed("study_hours"), nullable=False),
    sa.Column("entered_by", Id),
    sa.Column("added_at", Instant, nullable=False),
    sa.Column("struck_at", Instant),
    sa.UniqueConstraint("member_id", "source", "ref"),
    sa.Index("ix_study_hours_member_id", "member_id", "day"),
    sa.Index("ix_study_hours_day", "day"),
)

rounds = sa.Table(
    "study_rounds",
    metadata,
    sa.Column("year", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("after_id", Id, nullable=False),
    sa.Column("done", sa.Boolean, nullable=False),
)


async def add(
    tx: Tx,
    member_id: int,
    day: date,
    minutes: int,
    source: Source,
    ref: int | None,
    title: str,
    entered_by: int | None,
    now: datetime,
) -> int:
    """Credit minutes; the same source and ref again takes the newer figures, also where it was struck. Returns its id.

    Without a `ref` each call is an entry of its own.
    """
    values = {
        "day": day,
        "minutes": minutes,
        "title": title,
        "entered_by": entered_by,
        "added_at": now,
        "struck_at": None,
    }
    result = await tx.execute(
        insert_into(tx, hours)
        .values(member_id=member_id, source=str(source), ref=ref, **values)
        .on_conflict_do_update(index_elements=["member_id", "source", "ref"], set_=values)
        .returning(hours.c.id)
    )
    return int(result.scalar_one())


async def take_away(tx: Tx, member_id: int, source: Source, ref: int) -> None:
    """What was credited for this is credited no more."""
    await tx.execute(
        sa.delete(hours).where(hours.c.member_id == member_id, hours.c.source == str(source), hours.c.ref == ref)
    )


async def strike(tx: Tx, entry_id: int, member_id: int, at: datetime | None) -> bool:
    """The member takes an entry of their own out; None puts it back. False where it is none of theirs."""
    result = await tx.execute(
        sa.update(hours).where(hours.c.id == entry_id, hours.c.member_id == member_id).values(struck_at=at)
    )
    return int(result.rowcount) == 1


async def entry(tx: Tx, entry_id: int, member_id: int) -> tuple[Entry, int | None] | None:
    """An entry of this member and what it refers to, struck or not."""
    row = (await tx.execute(sa.select(hours).where(hours.c.id == entry_id, hours.c.member_id == member_id))).first()
    return (_entry(row), row.ref) if row else None


async def entries(tx: Tx, member_id: int, first: date, last: date) -> list[Entry]:
    """What stands in these days."""
    rows = await tx.execute(
        sa.select(hours)
        .where(hours.c.member_id == member_id, hours.c.day.between(first, last), hours.c.struck_at.is_(None))
        .order_by(hours.c.day, hours.c.id)
    )
    return [_entry(row) for row in rows]


async def attended(tx: Tx, member_id: int, start: datetime, end: datetime) -> list[Entry]:
    """The meetings in [start, end) that a member was at, with what they count; days in the zone of `start`."""
    rows = await tx.execute(
        sa.select(meetings.c.kind, meetings.c.title, meetings.c.starts_at)
        .join(attendance, attendance.c.meeting_id == meetings.c.id)
        .where(
            attendance.c.member_id == member_id,
            meetings.c.starts_at >= start,
            meetings.c.starts_at < end,
            meetings.c.state != str(MeetingState.CANCELLED),
        )
    )
    return [
        Entry(
            row.starts_at.astimezone(start.tzinfo).date(),
            row.title,
            meeting_minutes(MeetingKind(row.kind), row.title),
            Source.MEETING,
        )
        for row in rows
    ]


async def sums(tx: Tx, member_ids: Collection[int], start: datetime, end: datetime) -> dict[int, int]:
    """Minutes of each of these members in [start, end), meetings and entries together."""
    found = dict.fromkeys(member_ids, 0)
    for some in chunks(member_ids):
        there = await tx.execute(
            sa.select(attendance.c.member_id, meetings.c.kind, meetings.c.title)
            .join(meetings, meetings.c.id == attendance.c.meeting_id)
            .where(
                attendance.c.member_id.in_(some),
                meetings.c.starts_at >= start,
                meetings.c.starts_at < end,
                meetings.c.state != str(MeetingState.CANCELLED),
            )
        )
        for row in there:
            found[row.member_id] += meeting_minutes(MeetingKind(row.kind), row.title)
        entered = await tx.execute(
            sa.select(hours.c.member_id, sa.func.sum(hours.c.minutes))
            .where(
                hours.c.member_id.in_(some),
                hours.c.day >= start.date(),
                hours.c.day < end.date(),
                hours.c.struck_at.is_(None),
            )
            .group_by(hours.c.member_id)
        )
        for member_id, minutes in entered:
            found[member_id] += int(minutes)
    return found


async def round_of(tx: Tx, year: int) -> tuple[int, bool]:
    """(up to which member the year's look at the hours has come, whether it is over)."""
    row = (await tx.execute(sa.select(rounds).where(rounds.c.year == year).with_for_update())).first()
    return (row.after_id, row.done) if row else (0, False)


async def note_round(tx: Tx, year: int, after_id: int, *, done: bool) -> None:
    values = {"after_id": after_id, "done": done}
    insert = insert_into(tx, rounds).values(year=year, **values)
    await tx.execute(insert.on_conflict_do_update(index_elements=["year"], set_=values))


async def members_after(tx: Tx, after_id: int, limit: int, since: datetime) -> list[int]:
    """The next members with an account, by id, who agreed to the notice before that moment."""
    with_us = sa.select(consents.c.member_id).where(consents.c.scope == str(Scope.BASIC), consents.c.given_at < since)
    rows = await tx.execute(
        sa.select(members.c.id)
        .where(
            members.c.id > after_id,
            members.c.telegram_id.is_not(None),
            members.c.left_at.is_(None),
            members.c.id.in_(with_us),
        )
        .order_by(members.c.id)
        .limit(limit)
    )
    return list(rows.scalars())


async def forget_member(tx: Tx, member_id: int) -> int:
    result = await tx.execute(sa.delete(hours).where(hours.c.member_id == member_id))
    return int(result.rowcount)


async def forget(tx: Tx, before: datetime) -> int:
    result = await tx.execute(sa.delete(hours).where(hours.c.day < before.date()))
    await tx.execute(sa.delete(rounds).where(rounds.c.year < before.year))
    return int(result.rowcount)


def _entry(row: Any) -> Entry:
    return Entry(row.day, row.title, row.minutes, Source(row.source), row.id, by_leader=row.entered_by is not None)
