"""Whom nobody congratulates for a while (K9)."""

from datetime import date

from domain.care import mourns_until
from services.turn import Turn
from storage import care_contacts as store


async def until(turn: Turn, member_id: int) -> date | None:
    """The first day on which they may be congratulated again; None where nothing stands against it."""
    found = await store.mourns_until(turn.tx, member_id)
    return found if found is not None and found > turn.now.date() else None


async def begin(turn: Turn, member_id: int) -> None:
    """Close kin of theirs has died; they said so themselves, or agreed that somebody did."""
    await store.mourn(turn.tx, member_id, mourns_until(turn.now.date()))
