"""What is said about a request after it was made: replies, additions, notes and files. All sealed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from storage.requests import help_requests
from storage.schema import Id, Instant, Sealed, Tx, metadata

request_words = sa.Table(
    "request_words",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("request_id", Id, sa.ForeignKey("help_requests.id"), nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("speaker_id", Id, sa.ForeignKey("members.id")),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("text", Sealed("requests")),
    sa.Column("file_kind", sa.String(16)),
    sa.Column("file", Sealed("requests")),
    sa.Index("ix_request_words_request_id", "request_id", "at"),
)


class WordsKind(StrEnum):
    """FROM_ASKER and REPLY pass between the two; NOTE stays among helpers (H17); REASON goes with a transfer."""

    FROM_ASKER = "from_asker"
    REPLY = "reply"
    NOTE = "note"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Words:
    """`file` is Telegram's id of a photo, document or voice message (`file_kind`); the file itself is never kept."""

    id: int
    request_id: int
    at: datetime
    speaker_id: int | None
    kind: WordsKind
    text: str | None
    file_kind: str | None
    file: str | None


async def add(
    tx: Tx,
    request_id: int,
    speaker_id: int,
    kind: WordsKind,
    text: str | None,
    now: datetime,
    *,
    file_kind: str | None = None,
    file: str | None = None,
) -> int:
    result = await tx.execute(
        sa.insert(request_words)
        .values(
            request_id=request_id,
            at=now,
            speaker_id=speaker_id,
            kind=str(kind),
            text=text,
            file_kind=file_kind,
            file=file,
        )
        .returning(request_words.c.id)
    )
    return int(result.scalar_one())


async def of(tx: Tx, request_id: int) -> list[Words]:
    """Everything said, oldest first. Only `services.requests.reading` calls this, and writes the access log."""
    rows = await tx.execute(
        sa.select(request_words).where(request_words.c.request_id == request_id).order_by(request_words.c.id)
    )
    return [_words(row) for row in rows]


async def forget(tx: Tx, closed_before: datetime) -> int:
    """What was said about requests that were closed long ago (PRV-08)."""
    old = sa.select(help_requests.c.id).where(help_requests.c.closed_at < closed_before)
    result = await tx.execute(sa.delete(request_words).where(request_words.c.request_id.in_(old)))
    return int(result.rowcount)


async def get(tx: Tx, words_id: int) -> Words | None:
    """One of them. Only for what an opening has shown, as with `of`."""
    row = (await tx.execute(sa.select(request_words).where(request_words.c.id == words_id))).first()
    return _words(row) if row else None


async def erase(tx: Tx, request_id: int) -> None:
    await tx.execute(sa.delete(request_words).where(request_words.c.request_id == request_id))


def _words(row: Any) -> Words:
    return Words(row.id, row.request_id, row.at, row.speaker_id, WordsKind(row.kind), row.text, row.file_kind, row.file)
