"""Programmes and their pieces. There is no place here for who opened what, or for how long (S4)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.courses import LONGEST_LINK
from domain.studying import LONGEST_TITLE, LONGEST_WORDS, Draft, Learners, Piece, Programme
from storage.schema import Id, Instant, Tx, metadata

_TO_PLAN = sa.text("plan_at IS NOT NULL")

programmes = sa.Table(
    "study_programmes",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("learners", sa.String(16), nullable=False),
    sa.Column("title", sa.String(LONGEST_TITLE), nullable=False),
    sa.Column("created_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Column("withdrawn_at", Instant),
    sa.Index("ix_study_programmes_node_id", "node_id"),
)

pieces = sa.Table(
    "study_pieces",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("programme_id", Id, sa.ForeignKey("study_programmes.id"), nullable=False),
    sa.Column("number", sa.SmallInteger, nullable=False),
    sa.Column("title", sa.String(LONGEST_TITLE), nullable=False),
    sa.Column("course_id", Id, sa.ForeignKey("courses.id")),
    sa.Column("link", sa.String(LONGEST_LINK)),
    sa.Column("words", sa.String(LONGEST_WORDS), nullable=False),
    sa.Column("minutes", sa.SmallInteger, nullable=False),
    sa.Column("opens_on", sa.Date, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("withdrawn_at", Instant),
    sa.Column("plan_at", Instant),
    sa.Index("ix_study_pieces_programme_id", "programme_id", "due_on"),
    sa.Index("ix_study_pieces_plan_at", "plan_at", sqlite_where=_TO_PLAN, postgresql_where=_TO_PLAN),
)

_LIVE = sa.and_(programmes.c.withdrawn_at.is_(None), pieces.c.withdrawn_at.is_(None))


@dataclass(frozen=True, slots=True)
class Planned:
    """A piece as it is written: in which week, and from when on it is to be planned."""

    draft: Draft
    opens_on: date
    due_on: date
    plan_at: datetime


async def publish(
    tx: Tx,
    node_id: int,
    learners: Learners,
    title: str,
    planned: Sequence[Planned],
    created_by: int,
    now: datetime,
) -> int:
    """Returns the programme's id."""
    result = await tx.execute(
        sa.insert(programmes)
        .values(node_id=node_id, learners=str(learners), title=title, created_by=created_by, created_at=now)
        .returning(programmes.c.id)
    )
    programme_id = int(result.scalar_one())
    for number, one in enumerate(planned, 1):
        await add_piece(tx, programme_id, number, one)
    return programme_id


async def add_piece(tx: Tx, programme_id: int, number: int, one: Planned) -> None:
    await tx.execute(
        sa.insert(pieces).values(
            programme_id=programme_id,
            number=number,
            title=one.draft.title,
            course_id=one.draft.course_id,
            link=one.draft.link,
            words="",
            minutes=one.draft.minutes,
            opens_on=one.opens_on,
            due_on=one.due_on,
            plan_at=one.plan_at,
        )
    )


async def programme(tx: Tx, programme_id: int) -> Programme | None:
    row = (await tx.execute(sa.select(programmes).where(programmes.c.id == programme_id))).first()
    return _programme(row) if row else None


async def programmes_at(tx: Tx, node_ids: Collection[int], since: date) -> list[Programme]:
    """The programmes of these nodes whose last piece was not over by then, the newest first, withdrawn ones too."""
    late = sa.select(pieces.c.programme_id).where(pieces.c.due_on >= since)
    rows = await tx.execute(
        sa.select(programmes)
        .where(programmes.c.node_id.in_(sorted(node_ids)), programmes.c.id.in_(late))
        .order_by(programmes.c.id.desc())
    )
    return [_programme(row) for row in rows]


async def used_courses(tx: Tx, node_ids: Collection[int]) -> frozenset[int]:
    """The courses that programmes of these nodes have made use of."""
    rows = await tx.execute(
        sa.select(pieces.c.course_id)
        .join(programmes, programmes.c.id == pieces.c.programme_id)
        .where(programmes.c.node_id.in_(sorted(node_ids)), pieces.c.course_id.is_not(None), _LIVE)
    )
    return frozenset(rows.scalars())


async def piece(tx: Tx, piece_id: int) -> tuple[Programme, Piece] | None:
    """A piece with its programme, withdrawn or not; a withdrawn programme's pieces count as withdrawn."""
    return next(iter(await _pieces(tx, pieces.c.id == piece_id)), None)


async def of_programme(tx: Tx, programme_id: int) -> list[Piece]:
    return [one for _, one in await _pieces(tx, pieces.c.programme_id == programme_id)]


async def between(tx: Tx, node_ids: Collection[int], last: date, since: date) -> list[tuple[Programme, Piece]]:
    """Live pieces of these nodes' programmes that have begun by `last` and were not over before `since`."""
    return await _pieces(
        tx, programmes.c.node_id.in_(sorted(node_ids)), pieces.c.opens_on <= last, pieces.c.due_on >= since, _LIVE
    )


async def to_plan(tx: Tx, now: datetime, limit: int) -> list[tuple[Programme, Piece]]:
    """Pieces whose promises are to be looked after now; one that another process looks after is left to it."""
    due = (
        sa.select(pieces.c.id)
        .where(pieces.c.plan_at.is_not(None), pieces.c.plan_at <= now)
        .order_by(pieces.c.plan_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    found = list((await tx.execute(due)).scalars())
    return await _pieces(tx, pieces.c.id.in_(found)) if found else []


async def plan_at(tx: Tx, piece_ids: Collection[int], at: datetime | None) -> None:
    """Look after these again at that moment, or no more."""
    await tx.execute(sa.update(pieces).where(pieces.c.id.in_(sorted(piece_ids))).values(plan_at=at))


async def change_piece(tx: Tx, piece_id: int, **values: Any) -> None:
    """`title`, `link`, `words`, `minutes`, `due_on`, `plan_at`."""
    await tx.execute(sa.update(pieces).where(pieces.c.id == piece_id).values(**values))


async def withdraw_piece(tx: Tx, piece_id: int, at: datetime | None) -> None:
    """Take a piece back; None puts it up again."""
    await tx.execute(sa.update(pieces).where(pieces.c.id == piece_id).values(withdrawn_at=at))


async def withdraw(tx: Tx, programme_id: int, at: datetime | None) -> None:
    """Take a whole programme back; None puts it up again."""
    await tx.execute(sa.update(programmes).where(programmes.c.id == programme_id).values(withdrawn_at=at))


async def _pieces(tx: Tx, *conditions: sa.ColumnElement[bool]) -> list[tuple[Programme, Piece]]:
    rows = await tx.execute(
        sa.select(
            pieces,
            programmes.c.node_id,
            programmes.c.learners,
            programmes.c.title.label("of"),
            programmes.c.created_by,
            programmes.c.withdrawn_at.label("programme_withdrawn_at"),
        )
        .join(programmes, programmes.c.id == pieces.c.programme_id)
        .where(*conditions)
        .order_by(pieces.c.due_on, pieces.c.id)
    )
    return [(_of(row), _piece(row)) for row in rows]


def _of(row: Any) -> Programme:
    withdrawn = row.programme_withdrawn_at is not None
    return Programme(row.programme_id, row.node_id, Learners(row.learners), row.of, row.created_by, withdrawn)


def _programme(row: Any) -> Programme:
    return Programme(
        row.id, row.node_id, Learners(row.learners), row.title, row.created_by, row.withdrawn_at is not None
    )


def _piece(row: Any) -> Piece:
    return Piece(
        id=row.id,
        programme_id=row.programme_id,
        number=row.number,
        title=row.title,
        course_id=row.course_id,
        link=row.link,
        words=row.words,
        minutes=row.minutes,
        opens_on=row.opens_on,
        due_on=row.due_on,
        withdrawn=row.withdrawn_at is not None or row.programme_withdrawn_at is not None,
    )
