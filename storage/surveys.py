"""Surveys of needs (C20). What was answered is two sealed tallies a survey; who has settled it, a list without moments.

The tally goes when a survey closes, and the list with it: what stays are the totals that everybody may see.
"""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.surveys import (
    LONGEST_TITLE,
    Results,
    Survey,
    Tally,
    packed_results,
    packed_tally,
    unpacked_results,
    unpacked_tally,
)
from storage.schema import Id, Instant, Sealed, Tx, insert_into, metadata

_OPEN = sa.text("closed_at IS NULL")

surveys = sa.Table(
    "surveys",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("title", sa.String(LONGEST_TITLE), nullable=False),
    sa.Column("opened_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("closes_at", Instant, nullable=False),
    sa.Column("closed_at", Instant),
    sa.Column("in_chat", Sealed("surveys", dated=False)),
    sa.Column("on_paper", Sealed("surveys", dated=False)),
    sa.Column("results", sa.Text),
    sa.Index("uq_surveys_open", "node_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
    sa.Index("ix_surveys_closes_at", "closes_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
    sa.Index("ix_surveys_node_id", "node_id", "closed_at"),
    sqlite_autoincrement=True,
)

# Who has answered or said no, which is the same row: nobody can tell one from the other.
survey_settled = sa.Table(
    "survey_settled",
    metadata,
    sa.Column("survey_id", Id, sa.ForeignKey("surveys.id"), primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Index("ix_survey_settled_member_id", "member_id"),
)


async def add(tx: Tx, node_id: int, title: str, opened_by: int, closes_at: datetime, now: datetime) -> int:
    """Returns the id. Raises IntegrityError where the branch has one open."""
    nothing = packed_tally(Tally())
    result = await tx.execute(
        sa.insert(surveys)
        .values(
            node_id=node_id,
            title=title,
            opened_by=opened_by,
            opened_at=now,
            closes_at=closes_at,
            in_chat=nothing,
            on_paper=nothing,
        )
        .returning(surveys.c.id)
    )
    return int(result.scalar_one())


async def get(tx: Tx, survey_id: int) -> Survey | None:
    row = (await tx.execute(sa.select(surveys).where(surveys.c.id == survey_id))).first()
    return _survey(row) if row else None


async def open_at(tx: Tx, node_id: int) -> Survey | None:
    """The branch's survey that is not closed yet."""
    row = (await tx.execute(sa.select(surveys).where(surveys.c.node_id == node_id, _OPEN))).first()
    return _survey(row) if row else None


async def last_closed(tx: Tx, node_id: int) -> Survey | None:
    row = (
        await tx.execute(
            sa.select(surveys)
            .where(surveys.c.node_id == node_id, surveys.c.closed_at.is_not(None))
            .order_by(surveys.c.closed_at.desc(), surveys.c.id.desc())
            .limit(1)
        )
    ).first()
    return _survey(row) if row else None


async def overdue(tx: Tx, now: datetime) -> Survey | None:
    """One whose time is over and that is not closed yet."""
    row = (await tx.execute(sa.select(surveys).where(_OPEN, surveys.c.closes_at <= now).limit(1))).first()
    return _survey(row) if row else None


async def settle(tx: Tx, survey_id: int, member_id: int) -> bool:
    """They have answered or said no; False where they had before."""
    result = await tx.execute(
        insert_into(tx, survey_settled).values(survey_id=survey_id, member_id=member_id).on_conflict_do_nothing()
    )
    return bool(result.rowcount)


async def has_settled(tx: Tx, survey_id: int, member_id: int) -> bool:
    mine = (survey_settled.c.survey_id == survey_id, survey_settled.c.member_id == member_id)
    return await tx.scalar(sa.select(survey_settled.c.survey_id).where(*mine)) is not None


async def touched_by(tx: Tx, member_id: int) -> list[str]:
    """The titles of the open surveys that somebody has answered or said no to."""
    rows = await tx.execute(
        sa.select(surveys.c.title)
        .join(survey_settled, survey_settled.c.survey_id == surveys.c.id)
        .where(survey_settled.c.member_id == member_id)
        .order_by(surveys.c.id)
    )
    return list(rows.scalars())


async def count_in(tx: Tx, survey_id: int, tally: Tally, *, on_paper: bool) -> None:
    column = surveys.c.on_paper if on_paper else surveys.c.in_chat
    await tx.execute(sa.update(surveys).where(surveys.c.id == survey_id).values({column: packed_tally(tally)}))


async def tallies(tx: Tx, survey_id: int) -> tuple[Tally, Tally]:
    """(by phone, on paper), held until the transaction ends: two answers must not count as one."""
    row = (
        await tx.execute(
            sa.select(surveys.c.in_chat, surveys.c.on_paper).where(surveys.c.id == survey_id).with_for_update()
        )
    ).one()
    empty = packed_tally(Tally())
    return unpacked_tally(row.in_chat or empty), unpacked_tally(row.on_paper or empty)


async def close(tx: Tx, survey_id: int, results: Results, now: datetime) -> None:
    """Keep what may be shown and forget the rest."""
    shown = json.dumps(packed_results(results), ensure_ascii=False)
    await tx.execute(
        sa.update(surveys)
        .where(surveys.c.id == survey_id)
        .values(closed_at=now, results=shown, in_chat=None, on_paper=None)
    )
    await tx.execute(sa.delete(survey_settled).where(survey_settled.c.survey_id == survey_id))


def _survey(row: Any) -> Survey:
    return Survey(
        id=row.id,
        node_id=row.node_id,
        title=row.title,
        opened_by=row.opened_by,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        results=None if row.results is None else unpacked_results(json.loads(row.results)),
    )
