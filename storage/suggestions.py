"""Suggestions without names (H30). Nothing here says who wrote, and nothing says when beyond the day.

Ids are drawn by lot, days stand in for moments, and the seal carries no time: a row cannot be matched to an account by
what the other tables hold, nor by the order in which rows were written.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from domain.suggestions import Readers, SuggestionStatus
from storage.schema import Id, Sealed, Tx, metadata

suggestions = sa.Table(
    "suggestions",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("branch_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("readers", sa.String(16), nullable=False),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("token_digest", sa.LargeBinary, unique=True, nullable=False),
    sa.Column("day", sa.Integer, nullable=False),
    sa.Column("news_day", sa.Integer),
    sa.Column("proposal_id", Id, sa.ForeignKey("proposals.id")),
    sa.Index("ix_suggestions_branch_id", "branch_id"),
)

suggestion_words = sa.Table(
    "suggestion_words",
    metadata,
    sa.Column("id", Id, primary_key=True, autoincrement=False),
    sa.Column("suggestion_id", Id, sa.ForeignKey("suggestions.id"), nullable=False),
    sa.Column("position", sa.SmallInteger, nullable=False),
    sa.Column("by_author", sa.Boolean, nullable=False),
    sa.Column("body", Sealed("suggestions", dated=False), nullable=False),
    sa.Column("day", sa.Integer, nullable=False),
    sa.UniqueConstraint("suggestion_id", "position"),
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    id: int
    branch_id: int
    readers: Readers
    status: SuggestionStatus
    day: date
    proposal_id: int | None


@dataclass(frozen=True, slots=True)
class Words:
    by_author: bool
    body: str
    day: date


async def add(tx: Tx, suggestion_id: int, branch_id: int, readers: Readers, token: str, today: date) -> None:
    """`suggestion_id` is drawn by lot: a number that counted up would tell the order."""
    await tx.execute(
        sa.insert(suggestions).values(
            id=suggestion_id,
            branch_id=branch_id,
            readers=str(readers),
            status=str(SuggestionStatus.NEW),
            token_digest=_digest(token),
            day=today.toordinal(),
            news_day=today.toordinal(),
        )
    )


async def say(tx: Tx, words_id: int, suggestion_id: int, body: str, today: date, *, by_author: bool) -> None:
    """Add words to a suggestion, from its author or from a leader."""
    position = sa.select(sa.func.count()).where(suggestion_words.c.suggestion_id == suggestion_id)
    await tx.execute(
        sa.insert(suggestion_words).values(
            id=words_id,
            suggestion_id=suggestion_id,
            position=int(await tx.scalar(position) or 0),
            by_author=by_author,
            body=body,
            day=today.toordinal(),
        )
    )


async def get(tx: Tx, suggestion_id: int) -> Suggestion | None:
    row = (await tx.execute(sa.select(suggestions).where(suggestions.c.id == suggestion_id))).first()
    return _suggestion(row) if row else None


async def by_token(tx: Tx, token: str) -> Suggestion | None:
    row = (await tx.execute(sa.select(suggestions).where(suggestions.c.token_digest == _digest(token)))).first()
    return _suggestion(row) if row else None


async def words(tx: Tx, suggestion_id: int) -> list[Words]:
    """The sealed words, oldest first. Only `services.suggestions` calls this, and logs a leader's reading."""
    rows = await tx.execute(
        sa.select(suggestion_words)
        .where(suggestion_words.c.suggestion_id == suggestion_id)
        .order_by(suggestion_words.c.position)
    )
    return [Words(row.by_author, row.body, date.fromordinal(row.day)) for row in rows]


async def unanswered(tx: Tx, branch_id: int, readers: Collection[Readers], today: date) -> list[Suggestion]:
    """What these readers have to look at: new ones first, then those set aside; nothing written today."""
    aside = sa.case((suggestions.c.status == str(SuggestionStatus.SET_ASIDE), 1), else_=0)
    rows = await tx.execute(
        sa.select(suggestions)
        .where(
            suggestions.c.branch_id == branch_id,
            suggestions.c.readers.in_([str(one) for one in readers]),
            suggestions.c.status != str(SuggestionStatus.ANSWERED),
            suggestions.c.day < today.toordinal(),
        )
        .order_by(aside, suggestions.c.day, suggestions.c.id)
    )
    return [_suggestion(row) for row in rows]


async def change(tx: Tx, suggestion_id: int, status: SuggestionStatus, proposal_id: int | None = None) -> None:
    """`proposal_id` None leaves the one that is there."""
    values: dict[str, Any] = {"status": str(status)}
    if proposal_id is not None:
        values["proposal_id"] = proposal_id
    await tx.execute(sa.update(suggestions).where(suggestions.c.id == suggestion_id).values(**values))


async def has_news(tx: Tx, suggestion_id: int, today: date) -> None:
    """The author added something. It looks as before until the box is next opened: else it would tell the hour."""
    await tx.execute(sa.update(suggestions).where(suggestions.c.id == suggestion_id).values(news_day=today.toordinal()))


async def take_out(tx: Tx, today: date) -> list[Suggestion]:
    """Open the box: what was put in before today, once.

    All that was in it is written anew in this one transaction, since PostgreSQL remembers for each row which
    transaction wrote it, and so which other rows were written by the same tap.
    """
    rows = await tx.execute(
        sa.update(suggestions)
        .where(suggestions.c.news_day < today.toordinal())
        .values(news_day=None, status=str(SuggestionStatus.NEW))
        .returning(suggestions)
    )
    taken = [_suggestion(row) for row in rows]
    ids = [one.id for one in taken]
    if ids:
        await tx.execute(
            sa.update(suggestion_words)
            .where(suggestion_words.c.suggestion_id.in_(ids))
            .values(position=suggestion_words.c.position)
        )
    return taken


async def forget(tx: Tx, before: date) -> int:
    """What lies there longer than it is kept."""
    old = sa.select(suggestions.c.id).where(suggestions.c.day < before.toordinal())
    await tx.execute(sa.delete(suggestion_words).where(suggestion_words.c.suggestion_id.in_(old)))
    result = await tx.execute(sa.delete(suggestions).where(suggestions.c.day < before.toordinal()))
    return int(result.rowcount)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _suggestion(row: Any) -> Suggestion:
    return Suggestion(
        id=row.id,
        branch_id=row.branch_id,
        readers=Readers(row.readers),
        status=SuggestionStatus(row.status),
        day=date.fromordinal(row.day),
        proposal_id=row.proposal_id,
    )
