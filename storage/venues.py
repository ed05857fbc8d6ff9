"""Places to meet. The address is sealed and is asked for by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.venues import LONGEST_AREA, LONGEST_NAME, Venue, VenueKind
from storage.schema import Id, Instant, Sealed, Tx, metadata

venues = sa.Table(
    "venues",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("name", sa.String(LONGEST_NAME), nullable=False),
    sa.Column("area", sa.String(LONGEST_AREA), nullable=False),
    sa.Column("address", Sealed("addresses")),
    sa.Column("host_id", Id, sa.ForeignKey("members.id")),
    sa.Column("added_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("added_at", Instant, nullable=False),
    sa.Column("agreed_by", Id, sa.ForeignKey("members.id")),
    sa.Column("ended_at", Instant),
    sa.Index("ix_venues_node_id", "node_id"),
    sa.Index("ix_venues_host_id", "host_id"),
)

venue_asks = sa.Table(
    "venue_asks",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("host_id", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("asked_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("settled_at", Instant),
    sa.Index("ix_venue_asks_host_id", "host_id"),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class VenueAsk:
    """A leader has asked somebody whether their home may be met at; nothing of the home is known before they agree."""

    id: int
    host_id: int
    kind: VenueKind
    asked_by: int


@dataclass(frozen=True, slots=True)
class NewVenue:
    """A place as it is written down. `agreed_by` is who put the consent down for a host without a telephone."""

    node_id: int
    kind: VenueKind
    name: str
    area: str
    address: str
    host_id: int | None
    added_by: int
    agreed_by: int | None = None


async def add(tx: Tx, new: NewVenue, now: datetime) -> Venue:
    row = (
        await tx.execute(
            sa.insert(venues)
            .values(
                node_id=new.node_id,
                kind=str(new.kind),
                name=new.name,
                area=new.area,
                address=new.address,
                host_id=new.host_id,
                added_by=new.added_by,
                added_at=now,
                agreed_by=new.agreed_by,
            )
            .returning(venues)
        )
    ).one()
    return _venue(row)


async def get(tx: Tx, venue_id: int) -> Venue | None:
    """A place that is still open."""
    row = (await tx.execute(sa.select(venues).where(venues.c.id == venue_id, venues.c.ended_at.is_(None)))).first()
    return _venue(row) if row else None


async def of_branches(tx: Tx, node_ids: Iterable[int]) -> list[Venue]:
    """The open places of these branches, in the order they were written down."""
    rows = await tx.execute(
        sa.select(venues)
        .where(venues.c.node_id.in_(sorted(node_ids)), venues.c.ended_at.is_(None))
        .order_by(venues.c.id)
    )
    return [_venue(row) for row in rows]


async def of_host(tx: Tx, host_id: int) -> list[Venue]:
    rows = await tx.execute(
        sa.select(venues).where(venues.c.host_id == host_id, venues.c.ended_at.is_(None)).order_by(venues.c.id)
    )
    return [_venue(row) for row in rows]


async def named(tx: Tx, node_id: int, name: str) -> Venue | None:
    """The open place of this name in a branch."""
    row = (
        await tx.execute(
            sa.select(venues)
            .where(venues.c.node_id == node_id, venues.c.name == name, venues.c.ended_at.is_(None))
            .limit(1)
        )
    ).first()
    return _venue(row) if row else None


async def address(tx: Tx, venue_id: int) -> str | None:
    """The sealed address. Only `services.venues.addresses` calls this, which knows who may see it."""
    found: str | None = await tx.scalar(
        sa.select(venues.c.address).where(venues.c.id == venue_id, venues.c.ended_at.is_(None))
    )
    return found


async def end(tx: Tx, venue_id: int, now: datetime) -> bool:
    """Nobody meets there any more: the address goes at once. False where that was so already."""
    result = await tx.execute(
        sa.update(venues).where(venues.c.id == venue_id, venues.c.ended_at.is_(None)).values(ended_at=now, address=None)
    )
    return int(result.rowcount) == 1


async def forget_homes(tx: Tx, host_id: int, name: str, now: datetime) -> int:
    """All homes of somebody who has left: ended, without area and address, under a name that says nothing."""
    own = venues.c.host_id == host_id
    await tx.execute(sa.update(venues).where(own, venues.c.ended_at.is_(None)).values(ended_at=now))
    result = await tx.execute(sa.update(venues).where(own).values(address=None, area="", name=name, host_id=None))
    return int(result.rowcount)


async def ask(tx: Tx, host_id: int, kind: VenueKind, asked_by: int, now: datetime) -> int:
    result = await tx.execute(
        sa.insert(venue_asks)
        .values(host_id=host_id, kind=str(kind), asked_by=asked_by, asked_at=now)
        .returning(venue_asks.c.id)
    )
    return int(result.scalar_one())


async def open_ask(tx: Tx, ask_id: int) -> VenueAsk | None:
    row = (
        await tx.execute(sa.select(venue_asks).where(venue_asks.c.id == ask_id, venue_asks.c.settled_at.is_(None)))
    ).first()
    return VenueAsk(row.id, row.host_id, VenueKind(row.kind), row.asked_by) if row else None


async def settle_asks(tx: Tx, host_id: int, now: datetime) -> None:
    """They have answered: every question of the kind that waited for them is done with."""
    await tx.execute(
        sa.update(venue_asks)
        .where(venue_asks.c.host_id == host_id, venue_asks.c.settled_at.is_(None))
        .values(settled_at=now)
    )


async def forget_asks(tx: Tx, before: datetime) -> int:
    result = await tx.execute(sa.delete(venue_asks).where(venue_asks.c.asked_at < before))
    return int(result.rowcount)


def _venue(row: Any) -> Venue:
    return Venue(row.id, row.node_id, VenueKind(row.kind), row.name, row.area, row.host_id)
