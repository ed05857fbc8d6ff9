"""Talks: who, when, and that they took place. The place somebody wrote and a line both agreed to keep are sealed."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.care import Place, Talk, TalkState, TalkTrigger
from domain.nodes import BRANCH_KINDS
from storage.nodes import nodes
from storage.schema import Id, Instant, Sealed, Tx, chunks, insert_into, metadata

talks = sa.Table(
    "talks",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("asker_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("other_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("proposer_id", Id, nullable=False),
    sa.Column("starts_at", Instant, nullable=False),
    sa.Column("place", sa.String(8), nullable=False),
    sa.Column("where_exactly", Sealed("talks")),
    sa.Column("state", sa.String(12), nullable=False),
    sa.Column("trigger", sa.String(16)),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("held_on", sa.Date),
    sa.Column("note", Sealed("talks")),
    sa.Column("noted_by", Id),
    sa.Column("note_agreed", sa.Boolean, nullable=False, default=False, server_default=sa.false()),
    sa.Index("ix_talks_asker_id", "asker_id", "state"),
    sa.Index("ix_talks_other_id", "other_id", "state"),
    sa.Index("ix_talks_held_on", "held_on"),
    sqlite_autoincrement=True,
)

# The list of 六必谈 is a branch's own: what stands here it does not use.
talk_triggers_off = sa.Table(
    "talk_triggers_off",
    metadata,
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), primary_key=True),
    sa.Column("trigger", sa.String(16), primary_key=True),
)

# The year for which a branch's yearly word about talks has gone out.
talk_years = sa.Table(
    "talk_years",
    metadata,
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), primary_key=True),
    sa.Column("year", sa.SmallInteger, nullable=False),
)


async def ask(
    tx: Tx,
    asker_id: int,
    other_id: int,
    starts_at: datetime,
    place: Place,
    where: str | None,
    state: TalkState,
    trigger: TalkTrigger | None,
    now: datetime,
) -> int:
    """Returns the talk's id."""
    result = await tx.execute(
        sa.insert(talks)
        .values(
            asker_id=asker_id,
            other_id=other_id,
            proposer_id=asker_id,
            starts_at=starts_at,
            place=str(place),
            where_exactly=where,
            state=str(state),
            trigger=None if trigger is None else str(trigger),
            asked_at=now,
        )
        .returning(talks.c.id)
    )
    return int(result.scalar_one())


async def get(tx: Tx, talk_id: int) -> Talk | None:
    """Held until the turn ends, so that a yes and a calling off at one moment come one after the other."""
    row = (await tx.execute(sa.select(talks).where(talks.c.id == talk_id).with_for_update())).first()
    return _talk(row) if row else None


async def change(tx: Tx, talk_id: int, **values: Any) -> None:
    """Columns by their names; a state is written as its word."""
    written = {name: str(value) if isinstance(value, TalkState) else value for name, value in values.items()}
    await tx.execute(sa.update(talks).where(talks.c.id == talk_id).values(**written))


async def where_exactly(tx: Tx, talk_id: int) -> str | None:
    """The place somebody wrote; for the two of them alone."""
    text: str | None = await tx.scalar(sa.select(talks.c.where_exactly).where(talks.c.id == talk_id))
    return text


async def note(tx: Tx, talk_id: int) -> str | None:
    """The line that is kept, or that waits for the other one's yes. For the two of them alone."""
    text: str | None = await tx.scalar(sa.select(talks.c.note).where(talks.c.id == talk_id))
    return text


async def of_member(tx: Tx, member_id: int, since: date) -> list[Talk]:
    """What is asked or agreed, and what was held since that day, the soonest first."""
    live = talks.c.state.in_([str(TalkState.ASKED), str(TalkState.AGREED)])
    return await _talks(tx, _with(member_id), sa.or_(live, talks.c.held_on >= since))


async def all_of(tx: Tx, member_id: int) -> list[Talk]:
    return await _talks(tx, _with(member_id))


async def talked(tx: Tx, member_ids: Iterable[int], first: date, until: date) -> frozenset[int]:
    """Those among these people who had a talk on [first, until), whoever asked for it."""
    found: set[int] = set()
    for some in chunks(member_ids):
        for party in (talks.c.asker_id, talks.c.other_id):
            of_them = sa.and_(party.in_(some), talks.c.held_on >= first, talks.c.held_on < until)
            found.update(await tx.scalars(sa.select(party).where(of_them).distinct()))
    return frozenset(found)


async def forget(tx: Tx, before: date) -> int:
    """Talks held before that day."""
    return int((await tx.execute(sa.delete(talks).where(talks.c.held_on < before))).rowcount)


async def forget_unheld(tx: Tx, before: datetime) -> int:
    """Talks that came to nothing, and whose time was before that moment."""
    result = await tx.execute(sa.delete(talks).where(talks.c.held_on.is_(None), talks.c.starts_at < before))
    return int(result.rowcount)


async def drop_unagreed_notes(tx: Tx, held_before: date) -> int:
    """Lines the other one has not said yes to."""
    waiting = sa.and_(talks.c.note.is_not(None), talks.c.note_agreed.is_(False))
    result = await tx.execute(
        sa.update(talks).where(waiting, talks.c.held_on < held_before).values(note=None, noted_by=None)
    )
    return int(result.rowcount)


async def drop_notes_of(tx: Tx, member_id: int) -> int:
    result = await tx.execute(
        sa.update(talks)
        .where(_with(member_id), talks.c.note.is_not(None))
        .values(note=None, noted_by=None, note_agreed=False)
    )
    return int(result.rowcount)


async def off_at(tx: Tx, node_id: int) -> frozenset[TalkTrigger]:
    """What a branch has taken off its list."""
    rows = await tx.scalars(sa.select(talk_triggers_off.c.trigger).where(talk_triggers_off.c.node_id == node_id))
    return frozenset(TalkTrigger(one) for one in rows)


async def switch(tx: Tx, node_id: int, trigger: TalkTrigger, *, on: bool) -> None:
    if on:
        await tx.execute(
            sa.delete(talk_triggers_off).where(
                talk_triggers_off.c.node_id == node_id, talk_triggers_off.c.trigger == str(trigger)
            )
        )
    else:
        statement = insert_into(tx, talk_triggers_off).values(node_id=node_id, trigger=str(trigger))
        await tx.execute(statement.on_conflict_do_nothing())


async def next_untold(tx: Tx, year: int, here_before: datetime) -> int | None:
    """A branch that was with us before then and has not had this year's word; None where there is none."""
    told = sa.exists().where(talk_years.c.node_id == nodes.c.id, talk_years.c.year >= year)
    branches = nodes.c.kind.in_(sorted(map(str, BRANCH_KINDS)))
    found: int | None = await tx.scalar(
        sa.select(nodes.c.id).where(branches, nodes.c.created_at < here_before, ~told).order_by(nodes.c.id).limit(1)
    )
    return found


async def note_told(tx: Tx, node_id: int, year: int) -> None:
    statement = insert_into(tx, talk_years).values(node_id=node_id, year=year)
    await tx.execute(statement.on_conflict_do_update(index_elements=["node_id"], set_={"year": year}))


def _with(member_id: int) -> sa.ColumnElement[bool]:
    return sa.or_(talks.c.asker_id == member_id, talks.c.other_id == member_id)


async def _talks(tx: Tx, *conditions: sa.ColumnElement[bool]) -> list[Talk]:
    rows = await tx.execute(sa.select(talks).where(*conditions).order_by(talks.c.starts_at, talks.c.id))
    return [_talk(row) for row in rows]


def _talk(row: Any) -> Talk:
    return Talk(
        id=row.id,
        asker_id=row.asker_id,
        other_id=row.other_id,
        proposer_id=row.proposer_id,
        starts_at=row.starts_at,
        place=Place(row.place),
        state=TalkState(row.state),
        trigger=None if row.trigger is None else TalkTrigger(row.trigger),
        held_on=row.held_on,
        noted_by=row.noted_by,
        note_agreed=row.note_agreed,
    )
