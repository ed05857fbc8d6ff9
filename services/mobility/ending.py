"""Whoever is no longer one of the branch is away nowhere, belongs to no second place, and is on the way to no other."""

from domain.members import Member
from domain.transfers import TransferState
from services.mobility import staying
from services.turn import Turn
from storage import mobility_affiliations as affiliations
from storage import mobility_transfers as transfers


async def end_all(turn: Turn, member: Member) -> None:
    """After a death or a departure, within its turn; nobody is told anything here."""
    await staying.end(turn, member)
    await affiliations.end(turn.tx, member.id, turn.now.date())
    under_way = await transfers.open_of(turn.tx, member.id)
    if under_way is not None:
        await transfers.settle(turn.tx, under_way.id, TransferState.WITHDRAWN, None, turn.now)
