"""What people write about a piece, for themselves; sealed, and shared by their own choice only (S17)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.studying import Shared
from storage.schema import Id, Instant, Sealed, Tx, insert_into, metadata

notes = sa.Table(
    "study_notes",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("piece_id", Id, sa.ForeignKey("study_pieces.id"), nullable=False),
    sa.Column("words", Sealed("study_notes")),
    sa.Column("written_at", Instant, nullable=False),
    sa.Column("shared", sa.String(8)),
    sa.Column("erased_at", Instant),
    sa.UniqueConstraint("member_id", "piece_id"),
    sa.Index("ix_study_notes_written_at", "written_at"),
    sa.Index("ix_study_notes_erased_at", "erased_at"),
)


@dataclass(frozen=True, slots=True)
class Note:
    """`words` is None where the note was erased; its shell stays a week, so that copies can be drawn empty."""

    id: int
    member_id: int
    piece_id: int
    words: str | None
    written_at: datetime
    shared: Shared | None


async def write(tx: Tx, member_id: int, piece_id: int, words: str, now: datetime) -> int:
    """One note a piece: writing again replaces it, and makes it private again. Returns its id."""
    values = {"words": words, "written_at": now, "shared": None, "erased_at": None}
    result = await tx.execute(
        insert_into(tx, notes)
        .values(member_id=member_id, piece_id=piece_id, **values)
        .on_conflict_do_update(index_elements=["member_id", "piece_id"], set_=values)
        .returning(notes.c.id)
    )
    return int(result.scalar_one())


async def get(tx: Tx, note_id: int) -> Note | None:
    row = (await tx.execute(sa.select(notes).where(notes.c.id == note_id))).first()
    return _note(row) if row else None


async def at(tx: Tx, member_id: int, piece_id: int) -> Note | None:
    """What a member wrote about this piece, erased or not."""
    row = (
        await tx.execute(sa.select(notes).where(notes.c.member_id == member_id, notes.c.piece_id == piece_id))
    ).first()
    return _note(row) if row else None


async def of_member(tx: Tx, member_id: int, limit: int | None = None) -> list[Note]:
    """A member's own notes, the newest first."""
    rows = await tx.execute(
        sa.select(notes)
        .where(notes.c.member_id == member_id, notes.c.erased_at.is_(None))
        .order_by(notes.c.written_at.desc(), notes.c.id.desc())
        .limit(limit)
    )
    return [_note(row) for row in rows]


async def share(tx: Tx, note_id: int, shared: Shared | None) -> None:
    """None makes it private again."""
    value = None if shared is None else str(shared)
    await tx.execute(sa.update(notes).where(notes.c.id == note_id).values(shared=value))


async def erase(tx: Tx, note_id: int, now: datetime) -> None:
    """The words are gone at once."""
    await tx.execute(sa.update(notes).where(notes.c.id == note_id).values(words=None, shared=None, erased_at=now))


async def forget_erased(tx: Tx, before: datetime) -> int:
    result = await tx.execute(sa.delete(notes).where(notes.c.erased_at < before))
    return int(result.rowcount)


async def forget(tx: Tx, before: datetime) -> int:
    result = await tx.execute(sa.delete(notes).where(notes.c.written_at < before))
    return int(result.rowcount)


def _note(row: Any) -> Note:
    return Note(
        id=row.id,
        member_id=row.member_id,
        piece_id=row.piece_id,
        words=row.words,
        written_at=row.written_at,
        shared=None if row.shared is None else Shared(row.shared),
    )
