"""Polls of opinion. An answer lies sealed under a pseudonym; with the end of the poll salt and answers are gone."""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.polls import LONGEST_QUESTION, Poll
from storage.schema import Id, Instant, Sealed, Tx, insert_into, metadata

_OPEN = sa.text("closed_at IS NULL")

polls = sa.Table(
    "polls",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("question", sa.String(LONGEST_QUESTION), nullable=False),
    sa.Column("options", sa.Text, nullable=False),
    sa.Column("opened_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("closes_at", Instant, nullable=False),
    sa.Column("closed_at", Instant),
    sa.Column("salt", Sealed("polls")),
    sa.Column("answered", sa.Integer),
    sa.Column("counts", sa.Text),
    sa.Index("ix_polls_closes_at", "closes_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
    sa.Index("ix_polls_node_id", "node_id", "closed_at"),
    sqlite_autoincrement=True,
)

poll_answers = sa.Table(
    "poll_answers",
    metadata,
    sa.Column("poll_id", Id, sa.ForeignKey("polls.id"), primary_key=True),
    sa.Column("pseudonym", sa.String(64), primary_key=True),
    sa.Column("choice", Sealed("polls", dated=False), nullable=False),
)


async def add(
    tx: Tx,
    node_id: int,
    question: str,
    options: tuple[str, ...],
    opened_by: int,
    closes_at: datetime,
    salt: str,
    now: datetime,
) -> int:
    """Returns the id."""
    result = await tx.execute(
        sa.insert(polls)
        .values(
            node_id=node_id,
            question=question,
            options=json.dumps(options, ensure_ascii=False),
            opened_by=opened_by,
            opened_at=now,
            closes_at=closes_at,
            salt=salt,
        )
        .returning(polls.c.id)
    )
    return int(result.scalar_one())


async def get(tx: Tx, poll_id: int) -> Poll | None:
    row = (await tx.execute(sa.select(polls).where(polls.c.id == poll_id))).first()
    return _poll(row) if row else None


async def lately(tx: Tx, node_ids: list[int], since: datetime) -> list[Poll]:
    """What is open at these nodes, and what closed since then; the newest first."""
    rows = await tx.execute(
        sa.select(polls)
        .where(polls.c.node_id.in_(node_ids), sa.or_(_OPEN, polls.c.closed_at >= since))
        .order_by(polls.c.id.desc())
        .limit(10)
    )
    return [_poll(row) for row in rows]


async def still_open(tx: Tx) -> list[tuple[Poll, str]]:
    """Every open poll with its salt."""
    rows = await tx.execute(sa.select(polls).where(_OPEN).order_by(polls.c.id))
    return [(_poll(row), str(row.salt)) for row in rows]


async def overdue(tx: Tx, now: datetime) -> Poll | None:
    row = (await tx.execute(sa.select(polls).where(_OPEN, polls.c.closes_at <= now).limit(1))).first()
    return _poll(row) if row else None


async def salt_of(tx: Tx, poll_id: int) -> str | None:
    """None once it has ended."""
    salt = await tx.scalar(sa.select(polls.c.salt).where(polls.c.id == poll_id))
    return None if salt is None else str(salt)


async def answer(tx: Tx, poll_id: int, pseudonym: str, choice: int) -> None:
    """The newest answer of each is the one that counts."""
    values = insert_into(tx, poll_answers).values(poll_id=poll_id, pseudonym=pseudonym, choice=choice)
    await tx.execute(
        values.on_conflict_do_update(
            index_elements=[poll_answers.c.poll_id, poll_answers.c.pseudonym], set_={"choice": values.excluded.choice}
        )
    )


async def choice_of(tx: Tx, poll_id: int, pseudonym: str) -> int | None:
    mine = (poll_answers.c.poll_id == poll_id, poll_answers.c.pseudonym == pseudonym)
    choice = await tx.scalar(sa.select(poll_answers.c.choice).where(*mine))
    return None if choice is None else int(choice)


async def take_back(tx: Tx, poll_id: int, pseudonym: str) -> int:
    """Returns how many rows that were."""
    mine = (poll_answers.c.poll_id == poll_id, poll_answers.c.pseudonym == pseudonym)
    return int((await tx.execute(sa.delete(poll_answers).where(*mine))).rowcount)


async def count(tx: Tx, poll_id: int) -> int:
    """How many have answered so far."""
    where = poll_answers.c.poll_id == poll_id
    return int(await tx.scalar(sa.select(sa.func.count()).select_from(poll_answers).where(where)) or 0)


async def choices(tx: Tx, poll_id: int) -> list[int]:
    rows = await tx.scalars(sa.select(poll_answers.c.choice).where(poll_answers.c.poll_id == poll_id))
    return [int(one) for one in rows]


async def close(tx: Tx, poll_id: int, answered: int, counts: tuple[int, ...] | None, now: datetime) -> None:
    """Keep the totals; who answered what is gone, and nothing can be joined to anybody any more."""
    await tx.execute(sa.delete(poll_answers).where(poll_answers.c.poll_id == poll_id))
    shown = None if counts is None else json.dumps(counts)
    await tx.execute(
        sa.update(polls).where(polls.c.id == poll_id).values(closed_at=now, salt=None, answered=answered, counts=shown)
    )


async def forget(tx: Tx, before: datetime) -> int:
    """Polls that ended before then."""
    return int((await tx.execute(sa.delete(polls).where(polls.c.closed_at < before))).rowcount)


def _poll(row: Any) -> Poll:
    return Poll(
        id=row.id,
        node_id=row.node_id,
        question=row.question,
        options=tuple(json.loads(row.options)),
        opened_by=row.opened_by,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        answered=row.answered or 0,
        counts=None if row.counts is None else tuple(json.loads(row.counts)),
    )
