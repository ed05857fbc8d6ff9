"""Since when people are members: what the roster knows of dates. For the member and for who keeps the roster."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from domain.party_dates import NO_DATES, PartyDates
from storage.schema import Id, Instant, Tx, chunks, insert_into, metadata

party_dates = sa.Table(
    "party_dates",
    metadata,
    sa.Column("member_id", Id, sa.ForeignKey("members.id"), primary_key=True),
    sa.Column("join_date", sa.Date),
    sa.Column("full_member_date", sa.Date),
    sa.Column("probation_until", sa.Date),
    sa.Column("written_at", Instant, nullable=False),
)


async def of(tx: Tx, member_id: int) -> PartyDates:
    """What is known of one; nothing is as good as no row."""
    return (await of_many(tx, [member_id])).get(member_id, NO_DATES)


async def of_many(tx: Tx, member_ids: Iterable[int]) -> dict[int, PartyDates]:
    """Those of these people of whom any date is known."""
    found: dict[int, PartyDates] = {}
    for some in chunks(member_ids):
        rows = await tx.execute(sa.select(party_dates).where(party_dates.c.member_id.in_(some)))
        found.update(
            {row.member_id: PartyDates(row.join_date, row.full_member_date, row.probation_until) for row in rows}
        )
    return found


async def write(tx: Tx, member_id: int, dates: PartyDates, now: datetime) -> None:
    """These are the dates now."""
    values = {
        "join_date": dates.join_date,
        "full_member_date": dates.full_member_date,
        "probation_until": dates.probation_until,
        "written_at": now,
    }
    await tx.execute(
        insert_into(tx, party_dates)
        .values(member_id=member_id, **values)
        .on_conflict_do_update(index_elements=["member_id"], set_=values)
    )
