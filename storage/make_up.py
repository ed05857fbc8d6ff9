"""Make-up study: who has what to make up for, what the organiser gave for it, and what its member wrote."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.make_up import DUE_AFTER, MakeUp, Materials, State
from storage.people import members
from storage.schema import Id, Instant, Sealed, Tx, chunks, insert_into, metadata

_NOTED = sa.text("note IS NOT NULL")

make_ups = sa.Table(
    "make_ups",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), nullable=False),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("done_at", Instant),
    sa.Column("recorded_by", Id),
    sa.Column("note", Sealed("make_up")),
    sa.UniqueConstraint("meeting_id", "member_id"),
    sa.Index("ix_make_ups_member_id", "member_id", "state"),
    sa.Index("ix_make_ups_noted", "due_at", sqlite_where=_NOTED, postgresql_where=_NOTED),
)

materials = sa.Table(
    "make_up_materials",
    metadata,
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), primary_key=True),
    sa.Column("words", Sealed("make_up"), nullable=False),
    sa.Column("course_id", Id, sa.ForeignKey("courses.id")),
    sa.Column("written_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("written_at", Instant, nullable=False),
)


_DONE = make_ups.c.state == str(State.DONE)
_ALL = sa.select(
    make_ups.c.id,
    make_ups.c.meeting_id,
    make_ups.c.member_id,
    make_ups.c.state,
    make_ups.c.due_at,
    make_ups.c.done_at,
    make_ups.c.recorded_by,
)


async def give(tx: Tx, meeting_id: int, member_ids: Collection[int], due_at: datetime) -> None:
    """These have something to make up for, also where it was void before; what is done stays done."""
    for some in chunks(member_ids):
        insert = insert_into(tx, make_ups)
        await tx.execute(
            insert.on_conflict_do_update(
                index_elements=["meeting_id", "member_id"],
                set_={"state": str(State.OPEN), "due_at": insert.excluded.due_at},
                where=make_ups.c.state == str(State.VOID),
            ),
            [
                {"meeting_id": meeting_id, "member_id": member_id, "state": str(State.OPEN), "due_at": due_at}
                for member_id in some
            ],
        )


async def void(tx: Tx, make_up_ids: Collection[int]) -> None:
    """These need not make up for it; what they wrote about it goes."""
    for some in chunks(make_up_ids):
        await tx.execute(
            sa.update(make_ups)
            .where(make_ups.c.id.in_(some))
            .values(state=str(State.VOID), done_at=None, recorded_by=None, note=None)
        )


async def done(tx: Tx, make_up_id: int, recorded_by: int | None, now: datetime) -> bool:
    """The first to say so counts; False where it was done, or void."""
    result = await tx.execute(
        sa.update(make_ups)
        .where(make_ups.c.id == make_up_id, make_ups.c.state == str(State.OPEN))
        .values(state=str(State.DONE), done_at=now, recorded_by=recorded_by)
    )
    return int(result.rowcount) == 1


async def undone(tx: Tx, make_up_id: int) -> bool:
    """It was a slip; False where it was not done. What was written about it stays for the next time."""
    result = await tx.execute(
        sa.update(make_ups)
        .where(make_ups.c.id == make_up_id, make_ups.c.state == str(State.DONE))
        .values(state=str(State.OPEN), done_at=None, recorded_by=None)
    )
    return int(result.rowcount) == 1


async def get(tx: Tx, make_up_id: int) -> MakeUp | None:
    row = (await tx.execute(_ALL.where(make_ups.c.id == make_up_id))).first()
    return _make_up(row) if row else None


async def of(tx: Tx, meeting_id: int, member_id: int) -> MakeUp | None:
    query = _ALL.where(make_ups.c.meeting_id == meeting_id, make_ups.c.member_id == member_id)
    row = (await tx.execute(query)).first()
    return _make_up(row) if row else None


async def of_meeting(tx: Tx, meeting_id: int) -> list[MakeUp]:
    """All of a meeting, void ones too, in roster order."""
    rows = await tx.execute(_ALL.where(make_ups.c.meeting_id == meeting_id).order_by(make_ups.c.member_id))
    return [_make_up(row) for row in rows]


async def open_of(tx: Tx, member_id: int) -> list[MakeUp]:
    """What somebody still has open, the oldest first."""
    rows = await tx.execute(
        _ALL.where(make_ups.c.member_id == member_id, make_ups.c.state == str(State.OPEN)).order_by(
            make_ups.c.due_at, make_ups.c.id
        )
    )
    return [_make_up(row) for row in rows]


async def done_of(tx: Tx, member_id: int, since: datetime) -> list[MakeUp]:
    """What somebody has made up for since a moment, the newest first."""
    rows = await tx.execute(
        _ALL.where(make_ups.c.member_id == member_id, _DONE, make_ups.c.done_at >= since).order_by(
            make_ups.c.done_at.desc(), make_ups.c.id
        )
    )
    return [_make_up(row) for row in rows]


async def open_in(tx: Tx, node_ids: Collection[int], since: datetime) -> list[MakeUp]:
    """What members of these nodes still have open that was due after a moment, by meeting, in roster order."""
    rows = await tx.execute(
        _ALL.join(members, members.c.id == make_ups.c.member_id)
        .where(
            members.c.node_id.in_(sorted(node_ids)),
            members.c.left_at.is_(None),
            make_ups.c.state == str(State.OPEN),
            make_ups.c.due_at >= since,
        )
        .order_by(make_ups.c.due_at, make_ups.c.meeting_id, make_ups.c.member_id)
    )
    return [_make_up(row) for row in rows]


async def write(tx: Tx, meeting_id: int, given: Materials, written_by: int, now: datetime) -> None:
    """What the organiser gives; it takes the place of what was given before."""
    values = {
        "words": {"summary": given.summary, "questions": list(given.questions)},
        "course_id": given.course_id,
        "written_by": written_by,
        "written_at": now,
    }
    statement = insert_into(tx, materials).values(meeting_id=meeting_id, **values)
    await tx.execute(statement.on_conflict_do_update(index_elements=["meeting_id"], set_=values))


async def materials_of(tx: Tx, meeting_ids: Collection[int]) -> dict[int, Materials]:
    """What was given for these meetings; those without anything are not among them."""
    rows = await tx.execute(sa.select(materials).where(materials.c.meeting_id.in_(sorted(meeting_ids))))
    return {
        row.meeting_id: Materials(row.words["summary"], tuple(row.words["questions"]), row.course_id) for row in rows
    }


async def keep_note(tx: Tx, make_up_id: int, note: str | None) -> None:
    """None takes it away."""
    await tx.execute(sa.update(make_ups).where(make_ups.c.id == make_up_id).values(note=note))


async def note(tx: Tx, make_up_id: int) -> str | None:
    """What its member wrote, for that member's eyes."""
    text: str | None = await tx.scalar(sa.select(make_ups.c.note).where(make_ups.c.id == make_up_id))
    return text


async def recorders(tx: Tx, meeting_id: int) -> dict[int, tuple[int, datetime]]:
    """Member id -> (who put the make-up study down for them, when)."""
    rows = await tx.execute(_ALL.where(make_ups.c.meeting_id == meeting_id, make_ups.c.recorded_by.is_not(None), _DONE))
    return {row.member_id: (row.recorded_by, row.done_at) for row in rows}


async def forget_member(tx: Tx, member_id: int) -> int:
    """What somebody wrote goes with their agreement; that they made up for it is the branch's record (REC-06)."""
    mine = sa.update(make_ups).where(make_ups.c.member_id == member_id, make_ups.c.note.is_not(None))
    result = await tx.execute(mine.values(note=None))
    return int(result.rowcount)


async def forget(tx: Tx, before: datetime) -> int:
    """Words go after a year: what was given for a meeting, and what somebody wrote about one that closed by then."""
    given = await tx.execute(sa.delete(materials).where(materials.c.written_at < before))
    old = sa.update(make_ups).where(_NOTED, make_ups.c.due_at < before + DUE_AFTER)
    written = await tx.execute(old.values(note=None))
    return int(given.rowcount) + int(written.rowcount)


def _make_up(row: Any) -> MakeUp:
    return MakeUp(row.id, row.meeting_id, row.member_id, State(row.state), row.due_at, row.done_at, row.recorded_by)
