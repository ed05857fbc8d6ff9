"""The secrets that codes follow from, and whose screen shows one now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from storage.meetings import meetings
from storage.schema import Id, Instant, Sealed, Tx, insert_into, metadata

ON_SCREEN = sa.text("turns_at IS NOT NULL")

codes = sa.Table(
    "codes",
    metadata,
    sa.Column("meeting_id", Id, sa.ForeignKey("meetings.id"), primary_key=True),
    sa.Column("secret", Sealed("codes"), nullable=False),
    sa.Column("shown_by", Id),
    sa.Column("turns_at", Instant),
    sa.Index("ix_codes_on_screen", "turns_at", sqlite_where=ON_SCREEN, postgresql_where=ON_SCREEN),
)


@dataclass(frozen=True, slots=True)
class Code:
    """One meeting's secret; `shown_by` is the member on whose screen it stands, None where on none."""

    meeting_id: int
    secret: bytes
    shown_by: int | None


async def of(tx: Tx, meeting_id: int) -> Code | None:
    row = (await tx.execute(sa.select(codes).where(codes.c.meeting_id == meeting_id))).first()
    return _code(row) if row else None


async def of_many(tx: Tx, meeting_ids: list[int]) -> list[Code]:
    rows = await tx.execute(sa.select(codes).where(codes.c.meeting_id.in_(meeting_ids)).order_by(codes.c.meeting_id))
    return [_code(row) for row in rows]


async def make(tx: Tx, meeting_id: int, secret: bytes) -> None:
    """Keep a secret, unless the meeting has one."""
    statement = insert_into(tx, codes).values(meeting_id=meeting_id, secret=secret.hex())
    await tx.execute(statement.on_conflict_do_nothing(index_elements=["meeting_id"]))


async def show(tx: Tx, meeting_id: int, shown_by: int, turns_at: datetime) -> None:
    await _set(tx, meeting_id, shown_by, turns_at)


async def put_away(tx: Tx, meeting_id: int) -> None:
    """No screen shows it any more."""
    await _set(tx, meeting_id, None, None)


async def to_turn(tx: Tx, now: datetime) -> list[Code]:
    """Those whose code on the screen is over."""
    rows = await tx.execute(
        sa.select(codes).where(ON_SCREEN, codes.c.turns_at <= now).order_by(codes.c.meeting_id).limit(100)
    )
    return [_code(row) for row in rows]


async def forget(tx: Tx, before: datetime) -> int:
    """Nothing can be signed in to with these any more."""
    over = sa.select(meetings.c.id).where(meetings.c.closes_at < before)
    return int((await tx.execute(sa.delete(codes).where(codes.c.meeting_id.in_(over)))).rowcount)


async def _set(tx: Tx, meeting_id: int, shown_by: int | None, turns_at: datetime | None) -> None:
    await tx.execute(
        sa.update(codes).where(codes.c.meeting_id == meeting_id).values(shown_by=shown_by, turns_at=turns_at)
    )


def _code(row: Any) -> Code:
    return Code(row.meeting_id, bytes.fromhex(row.secret), row.shown_by)
