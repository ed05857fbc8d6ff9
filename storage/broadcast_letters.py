"""The letters of notices while they are in the outbox: how many wait, and taking them back."""

from collections.abc import Collection
from typing import Final

import sqlalchemy as sa

from domain.messages import Lane
from storage.outbox import IN_LINE, WAITING, outbox
from storage.schema import Tx

VIEW: Final = "notice"
_ENDED: Final = ("sent", "dead", "expired")


def key(broadcast_id: int, member_id: int, tries: int) -> str:
    """One letter for ever: whoever starts or stops whatever, nobody gets two of one name."""
    return f"{VIEW}:{broadcast_id}:{member_id}:{tries}"


def parted(letter_key: str) -> tuple[int, int, int]:
    """(broadcast id, member id, tries) of such a name."""
    _, broadcast_id, member_id, tries = letter_key.split(":")
    return int(broadcast_id), int(member_id), int(tries)


async def in_line(tx: Tx) -> int:
    """How many wait to be sent, of all notices."""
    line = sa.select(sa.func.count()).select_from(outbox).where(IN_LINE, *_ours())
    return await tx.scalar(line) or 0


async def take_back(tx: Tx, broadcast_id: int) -> list[int]:
    """Nobody sends what still waits of this notice; whose letters these were. What is on its way arrives."""
    rows = await tx.execute(
        sa.delete(outbox).where(WAITING, *_ours(), outbox.c.ref == broadcast_id).returning(outbox.c.key)
    )
    return [parted(letter_key)[1] for letter_key in rows.scalars()]


async def forget(tx: Tx, broadcast_ids: Collection[int]) -> None:
    """Of notices long over not even the letters' names need be remembered."""
    await tx.execute(
        sa.delete(outbox).where(
            outbox.c.state.in_(_ENDED), outbox.c.live == VIEW, outbox.c.ref.in_(list(broadcast_ids))
        )
    )


def _ours() -> tuple[sa.ColumnElement[bool], ...]:
    return outbox.c.lane == int(Lane.BROADCAST), outbox.c.live == VIEW
