"""Questions of the week. Answers are told and forgotten: no table holds any (S4, S14)."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from domain.quizzes import LONGEST_EXPLANATION, LONGEST_QUESTION, Quiz
from storage.schema import Id, Instant, Tx, metadata

quizzes = sa.Table(
    "quizzes",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("week", sa.Integer, nullable=False),
    sa.Column("question", sa.String(LONGEST_QUESTION), nullable=False),
    sa.Column("options", sa.Text, nullable=False),
    sa.Column("right_option", sa.SmallInteger, nullable=False),
    sa.Column("explanation", sa.String(LONGEST_EXPLANATION), nullable=False),
    sa.Column("added_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("added_at", Instant, nullable=False),
    sa.Column("withdrawn_at", Instant),
    sa.Index("ix_quizzes_node_id", "node_id", "week"),
)


async def put(tx: Tx, quiz: Quiz, added_by: int, now: datetime) -> int:
    """Write down a week's question in the place of any other; its `id` is of no account. Returns the id.

    The other one is withdrawn and not deleted: its id would be given to the next, and old buttons would answer that.
    """
    before = (quizzes.c.node_id == quiz.node_id, quizzes.c.week == quiz.week.toordinal())
    await tx.execute(sa.update(quizzes).where(*before, quizzes.c.withdrawn_at.is_(None)).values(withdrawn_at=now))
    result = await tx.execute(
        sa.insert(quizzes)
        .values(
            node_id=quiz.node_id,
            week=quiz.week.toordinal(),
            question=quiz.question,
            options=json.dumps(quiz.options, ensure_ascii=False),
            right_option=quiz.right,
            explanation=quiz.explanation,
            added_by=added_by,
            added_at=now,
        )
        .returning(quizzes.c.id)
    )
    return int(result.scalar_one())


async def get(tx: Tx, quiz_id: int) -> Quiz | None:
    """None where it was withdrawn."""
    live = (quizzes.c.id == quiz_id, quizzes.c.withdrawn_at.is_(None))
    row = (await tx.execute(sa.select(quizzes).where(*live))).first()
    return _quiz(row) if row else None


async def of_week(tx: Tx, node_ids: Iterable[int], week: date) -> dict[int, Quiz]:
    """By node."""
    rows = await tx.execute(
        sa.select(quizzes).where(
            quizzes.c.node_id.in_(sorted(node_ids)),
            quizzes.c.week == week.toordinal(),
            quizzes.c.withdrawn_at.is_(None),
        )
    )
    return {row.node_id: _quiz(row) for row in rows}


async def withdraw(tx: Tx, quiz_id: int, now: datetime) -> None:
    await tx.execute(sa.update(quizzes).where(quizzes.c.id == quiz_id).values(withdrawn_at=now))


def _quiz(row: Any) -> Quiz:
    return Quiz(
        id=row.id,
        node_id=row.node_id,
        week=date.fromordinal(row.week),
        question=row.question,
        options=tuple(json.loads(row.options)),
        right=row.right_option,
        explanation=row.explanation,
    )
