"""Conversations of several steps: rows, so that they survive a restart. What was typed so far is sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from domain.messages import Json
from storage.schema import Instant, Sealed, Tx, insert_into, metadata

dialogues = sa.Table(
    "dialogues",
    metadata,
    sa.Column("telegram_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("name", sa.String(32), nullable=False),
    sa.Column("step", sa.String(32), nullable=False),
    sa.Column("serial", sa.BigInteger, nullable=False),
    sa.Column("draft", Sealed("drafts")),
    sa.Column("expires_at", Instant, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Where one person stands; `serial` rises with each question, so that buttons of earlier ones are known as old."""

    telegram_id: int
    name: str
    step: str
    serial: int
    draft: Mapping[str, Json]
    expires_at: datetime


async def open_with(tx: Tx, telegram_id: int) -> Dialogue | None:
    row = (await tx.execute(sa.select(dialogues).where(dialogues.c.telegram_id == telegram_id))).first()
    if row is None:
        return None
    return Dialogue(row.telegram_id, row.name, row.step, row.serial, row.draft, row.expires_at)


async def keep(tx: Tx, dialogue: Dialogue) -> None:
    """Write where the person stands; one dialogue per person."""
    values = {
        "name": dialogue.name,
        "step": dialogue.step,
        "serial": dialogue.serial,
        "draft": dict(dialogue.draft),
        "expires_at": dialogue.expires_at,
    }
    statement = insert_into(tx, dialogues).values(telegram_id=dialogue.telegram_id, **values)
    await tx.execute(statement.on_conflict_do_update(index_elements=["telegram_id"], set_=values))


async def end(tx: Tx, telegram_id: int) -> None:
    await tx.execute(sa.delete(dialogues).where(dialogues.c.telegram_id == telegram_id))


async def forget_expired(tx: Tx, now: datetime) -> int:
    result = await tx.execute(sa.delete(dialogues).where(dialogues.c.expires_at < now))
    return int(result.rowcount)
