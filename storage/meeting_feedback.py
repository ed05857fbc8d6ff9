"""How meetings were found: counts, and who has answered under a pseudonym until the salt is thrown away.

All counts of a meeting are one sealed value that each answer writes anew, so no row tells what the last one said.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.meeting_feedback import Counts, Result, nothing, packed, unpacked
from storage.schema import Id, Instant, Sealed, Tx, insert_into, metadata

_OPEN = sa.text("published_at IS NULL")
_UNASKED = sa.text("asked_at IS NULL AND published_at IS NULL")

meeting_feedback = sa.Table(
    "meeting_feedback",
    metadata,
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), primary_key=True),
    sa.Column("ask_at", Instant, nullable=False),
    sa.Column("asked_at", Instant),
    sa.Column("closes_at", Instant, nullable=False),
    sa.Column("salt", Sealed("meeting_feedback")),
    sa.Column("tally", Sealed("meeting_feedback", dated=False)),
    sa.Column("published_at", Instant),
    sa.Column("answered", sa.Integer),
    sa.Column("result", sa.Text),
    sa.Index("ix_meeting_feedback_ask_at", "ask_at", sqlite_where=_UNASKED, postgresql_where=_UNASKED),
    sa.Index("ix_meeting_feedback_closes_at", "closes_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
)

feedback_given = sa.Table(
    "feedback_given",
    metadata,
    sa.Column("meeting_id", Id, sa.ForeignKey("meeting_feedback.meeting_id"), primary_key=True),
    sa.Column("pseudonym", sa.String(64), primary_key=True),
)


@dataclass(frozen=True, slots=True)
class Feedback:
    """One meeting's. `salt` and `counts` are None once it is published, `result` until then."""

    meeting_id: int
    closes_at: datetime
    salt: str | None
    counts: Counts | None
    result: Result | None

    def is_open(self, now: datetime) -> bool:
        return self.salt is not None and now < self.closes_at


async def open_for(tx: Tx, meeting_id: int, ask_at: datetime, closes_at: datetime, salt: str) -> None:
    """From now on it can be answered; nothing changes where that is so already."""
    values = {"meeting_id": meeting_id, "ask_at": ask_at, "closes_at": closes_at, "salt": salt}
    await tx.execute(
        insert_into(tx, meeting_feedback).values(**values, tally=packed(nothing())).on_conflict_do_nothing()
    )


async def get(tx: Tx, meeting_id: int) -> Feedback | None:
    """Held until the turn ends: two answers at one moment are counted one after the other."""
    query = sa.select(meeting_feedback).where(meeting_feedback.c.meeting_id == meeting_id).with_for_update()
    row = (await tx.execute(query)).first()
    return _feedback(row) if row else None


async def to_ask(tx: Tx, now: datetime) -> int | None:
    """The id of a meeting whose group is to be asked now; what nobody can answer any more is not asked."""
    due = (meeting_feedback.c.ask_at <= now, meeting_feedback.c.closes_at > now)
    found = await tx.scalar(sa.select(meeting_feedback.c.meeting_id).where(_UNASKED, *due).limit(1))
    return None if found is None else int(found)


async def ask_later(tx: Tx, meeting_id: int, at: datetime) -> None:
    """The group is asked at this moment."""
    await tx.execute(sa.update(meeting_feedback).where(meeting_feedback.c.meeting_id == meeting_id).values(ask_at=at))


async def note_asked(tx: Tx, meeting_id: int, now: datetime) -> None:
    await tx.execute(
        sa.update(meeting_feedback).where(meeting_feedback.c.meeting_id == meeting_id).values(asked_at=now)
    )


async def to_publish(tx: Tx, now: datetime) -> int | None:
    """The id of a meeting whose time for answers is over."""
    found = await tx.scalar(
        sa.select(meeting_feedback.c.meeting_id).where(_OPEN, meeting_feedback.c.closes_at <= now).limit(1)
    )
    return None if found is None else int(found)


async def has_given(tx: Tx, meeting_id: int, pseudonym: str) -> bool:
    mine = (feedback_given.c.meeting_id == meeting_id, feedback_given.c.pseudonym == pseudonym)
    return await tx.scalar(sa.select(sa.literal(1)).where(*mine)) is not None


async def give(tx: Tx, meeting_id: int, pseudonym: str, counts: Counts) -> None:
    """Counted; `counts` are all of them with this answer."""
    await tx.execute(sa.insert(feedback_given).values(meeting_id=meeting_id, pseudonym=pseudonym))
    await tx.execute(
        sa.update(meeting_feedback).where(meeting_feedback.c.meeting_id == meeting_id).values(tally=packed(counts))
    )


async def still_open(tx: Tx) -> list[tuple[int, str]]:
    """(meeting id, salt) of all that can be answered."""
    rows = await tx.execute(sa.select(meeting_feedback.c.meeting_id, meeting_feedback.c.salt).where(_OPEN))
    return [(row.meeting_id, str(row.salt)) for row in rows]


async def forget_pseudonyms(tx: Tx, names: Iterable[tuple[int, str]]) -> int:
    """(meeting id, pseudonym) of somebody who has gone."""
    gone = 0
    for meeting_id, pseudonym in names:
        mine = (feedback_given.c.meeting_id == meeting_id, feedback_given.c.pseudonym == pseudonym)
        gone += int((await tx.execute(sa.delete(feedback_given).where(*mine))).rowcount)
    return gone


async def publish(tx: Tx, meeting_id: int, result: Result, now: datetime) -> None:
    """Keep what may be shown; the counts behind it, the salt and who answered are gone."""
    await tx.execute(sa.delete(feedback_given).where(feedback_given.c.meeting_id == meeting_id))
    shown = None if result.counts is None else json.dumps(packed(result.counts))
    values = {"published_at": now, "answered": result.answered, "result": shown, "salt": None, "tally": None}
    await tx.execute(sa.update(meeting_feedback).where(meeting_feedback.c.meeting_id == meeting_id).values(**values))


async def forget(tx: Tx, before: datetime) -> int:
    """What was published before then."""
    return int((await tx.execute(sa.delete(meeting_feedback).where(meeting_feedback.c.published_at < before))).rowcount)


def _feedback(row: Any) -> Feedback:
    counts = None if row.result is None else unpacked(json.loads(row.result))
    return Feedback(
        meeting_id=row.meeting_id,
        closes_at=row.closes_at,
        salt=row.salt,
        counts=None if row.tally is None else unpacked(row.tally),
        result=None if row.published_at is None else Result(row.answered, counts),
    )
