"""What members said of their mood, when they wish to be asked, and the one word a month that a branch may know.

Face and words are sealed without the hour of sealing: the day stands beside them, and nobody needs more.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.mood import Answer, Face, Lean, Often, Rhythm
from storage.schema import Id, Instant, Sealed, Tx, chunks, insert_into, metadata

answers = sa.Table(
    "mood_answers",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("mood", Sealed("moods", dated=False), nullable=False),
    sa.Column("words", Sealed("moods", dated=False)),
    sa.UniqueConstraint("member_id", "day"),
    sa.Index("ix_mood_answers_day", "day"),
    sqlite_autoincrement=True,
)

rhythms = sa.Table(
    "mood_rhythms",
    metadata,
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("often", sa.String(8), nullable=False),
    sa.Column("day", sa.SmallInteger, nullable=False),
    sa.Column("hour", sa.SmallInteger, nullable=False),
    sa.Column("plan_at", Instant, nullable=False),
    sa.Index("ix_mood_rhythms_plan_at", "plan_at"),
)

# A month is closed a few branches at a time, in the order of their ids; `after_id` is empty when all are done.
months = sa.Table("mood_months", metadata, sa.Column("month", sa.Date, primary_key=True), sa.Column("after_id", Id))

# Written once, when the month is over, and never again: no count, no name, nothing that a withdrawal could change.
totals = sa.Table(
    "mood_totals",
    metadata,
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), primary_key=True),
    sa.Column("month", sa.Date, primary_key=True),
    sa.Column("lean", sa.String(8), nullable=False),
)


async def keep(tx: Tx, member_id: int, day: date, face: Face) -> int:
    """Write down the face of a day, in place of an earlier one; returns the answer's id."""
    statement = insert_into(tx, answers).values(member_id=member_id, day=day, mood=int(face))
    result = await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["member_id", "day"], set_={"mood": statement.excluded.mood}
        ).returning(answers.c.id)
    )
    return int(result.scalar_one())


async def add_words(tx: Tx, answer_id: int, member_id: int, words: str) -> bool:
    """Put words to an answer; False where it is not theirs, or gone."""
    result = await tx.execute(
        sa.update(answers).where(answers.c.id == answer_id, answers.c.member_id == member_id).values(words=words)
    )
    return int(result.rowcount) == 1


async def of_member(tx: Tx, member_id: int, limit: int | None = None) -> list[Answer]:
    """A member's own answers, newest first. Only `services.mood` calls this, for that member."""
    query = sa.select(answers).where(answers.c.member_id == member_id).order_by(answers.c.day.desc())
    return [_answer(row) for row in await tx.execute(query if limit is None else query.limit(limit))]


async def one(tx: Tx, answer_id: int, member_id: int) -> Answer | None:
    query = sa.select(answers).where(answers.c.id == answer_id, answers.c.member_id == member_id)
    row = (await tx.execute(query)).first()
    return None if row is None else _answer(row)


async def delete(tx: Tx, member_id: int) -> int:
    result = await tx.execute(sa.delete(answers).where(answers.c.member_id == member_id))
    return int(result.rowcount)


async def forget(tx: Tx, until: date) -> int:
    """Answers of days up to this one."""
    result = await tx.execute(sa.delete(answers).where(answers.c.day <= until))
    return int(result.rowcount)


async def rhythm(tx: Tx, member_id: int) -> Rhythm | None:
    """When a member is asked; None, as at the beginning, where they are not."""
    row = (await tx.execute(sa.select(rhythms).where(rhythms.c.member_id == member_id))).first()
    return None if row is None else _rhythm(row)


async def keep_rhythm(tx: Tx, member_id: int, wanted: Rhythm, plan_at: datetime) -> None:
    values = {"often": str(wanted.often), "day": wanted.day, "hour": wanted.hour, "plan_at": plan_at}
    statement = insert_into(tx, rhythms).values(member_id=member_id, **values)
    await tx.execute(statement.on_conflict_do_update(index_elements=["member_id"], set_=values))


async def end_rhythm(tx: Tx, member_id: int) -> int:
    result = await tx.execute(sa.delete(rhythms).where(rhythms.c.member_id == member_id))
    return int(result.rowcount)


async def to_plan(tx: Tx, now: datetime, limit: int) -> dict[int, Rhythm]:
    """Members whose next question is not promised yet."""
    rows = await tx.execute(sa.select(rhythms).where(rhythms.c.plan_at <= now).order_by(rhythms.c.plan_at).limit(limit))
    return {row.member_id: _rhythm(row) for row in rows}


async def plan_at(tx: Tx, member_id: int, at: datetime) -> None:
    await tx.execute(sa.update(rhythms).where(rhythms.c.member_id == member_id).values(plan_at=at))


async def goes_on_after(tx: Tx, month: date) -> int | None:
    """Behind which branch closing a month goes on, 0 at its beginning; None where all are done."""
    row = (await tx.execute(sa.select(months.c.after_id).where(months.c.month == month))).first()
    found: int | None = 0 if row is None else row.after_id
    return found


async def last_faces(tx: Tx, member_ids: Iterable[int], first: date, end: date) -> list[Face]:
    """The last face of each of these people who said one on the days from `first` up to but not including `end`."""
    found: dict[int, Face] = {}
    for some in chunks(member_ids):
        rows = await tx.execute(
            sa.select(answers.c.member_id, answers.c.mood)
            .where(answers.c.member_id.in_(some), answers.c.day >= first, answers.c.day < end)
            .order_by(answers.c.day)
        )
        found.update({row.member_id: Face(row.mood) for row in rows})
    return list(found.values())


async def close(tx: Tx, month: date, leans: Mapping[int, Lean], after_id: int | None) -> None:
    """Write down the words of some branches: node id -> word. `after_id` is the last of them, None where all are done.

    What is written once stays as it is.
    """
    statement = insert_into(tx, months).values(month=month, after_id=after_id)
    await tx.execute(statement.on_conflict_do_update(index_elements=["month"], set_={"after_id": after_id}))
    if leans:
        rows = [{"node_id": node_id, "month": month, "lean": str(lean)} for node_id, lean in leans.items()]
        await tx.execute(insert_into(tx, totals).on_conflict_do_nothing(), rows)


async def published(tx: Tx, node_ids: Iterable[int], limit: int) -> dict[date, dict[int, Lean]]:
    """The months that are closed, newest first, each with the word of those nodes that have one."""
    done = sa.select(months.c.month).where(months.c.after_id.is_(None))
    closed = (await tx.execute(done.order_by(months.c.month.desc()).limit(limit))).scalars()
    found: dict[date, dict[int, Lean]] = {month: {} for month in closed}
    rows = await tx.execute(
        sa.select(totals).where(totals.c.node_id.in_(sorted(node_ids)), totals.c.month.in_(list(found)))
    )
    for row in rows:
        found[row.month][row.node_id] = Lean(row.lean)
    return found


async def forget_totals(tx: Tx, before: date) -> int:
    result = await tx.execute(sa.delete(totals).where(totals.c.month < before))
    await tx.execute(sa.delete(months).where(months.c.month < before))
    return int(result.rowcount)


def _answer(row: Any) -> Answer:
    return Answer(row.id, row.day, Face(row.mood), row.words or "")


def _rhythm(row: Any) -> Rhythm:
    return Rhythm(Often(row.often), row.day, row.hour)
