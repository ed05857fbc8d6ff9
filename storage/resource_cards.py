"""Cards of offices and places that help, written by a branch's leaders for their own people (H28)."""

from datetime import date

import sqlalchemy as sa

from domain.directory import ResourceCard
from storage.schema import Id, Tx, metadata

resource_cards = sa.Table(
    "resource_cards",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("branch_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("name", sa.String(64), nullable=False),
    sa.Column("purpose", sa.String(128), nullable=False),
    sa.Column("call", sa.String(64), nullable=False),
    sa.Column("hours", sa.String(64), nullable=False),
    sa.Column("place", sa.String(128), nullable=False),
    sa.Column("source", sa.String(64), nullable=False),
    sa.Column("added_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("checked_day", sa.Integer, nullable=False),
    sa.UniqueConstraint("branch_id", "name"),
)


async def of_branch(tx: Tx, branch_id: int) -> list[tuple[int, ResourceCard]]:
    """(id, card), in the order they were written."""
    rows = await tx.execute(
        sa.select(resource_cards).where(resource_cards.c.branch_id == branch_id).order_by(resource_cards.c.id)
    )
    return [
        (
            row.id,
            ResourceCard(
                row.name,
                row.purpose,
                row.call,
                row.hours,
                row.place,
                row.source,
                date.fromordinal(row.checked_day),
            ),
        )
        for row in rows
    ]


async def put(tx: Tx, branch_id: int, card: ResourceCard, added_by: int) -> None:
    """Write a card down; one of the same name is replaced."""
    await tx.execute(
        sa.delete(resource_cards).where(resource_cards.c.branch_id == branch_id, resource_cards.c.name == card.name)
    )
    await tx.execute(
        sa.insert(resource_cards).values(
            branch_id=branch_id,
            name=card.name,
            purpose=card.purpose,
            call=card.call,
            hours=card.hours,
            place=card.place,
            source=card.source,
            added_by=added_by,
            checked_day=card.checked_on.toordinal(),
        )
    )


async def branch_of(tx: Tx, card_id: int) -> int | None:
    found: int | None = await tx.scalar(sa.select(resource_cards.c.branch_id).where(resource_cards.c.id == card_id))
    return found


async def remove(tx: Tx, card_id: int) -> None:
    await tx.execute(sa.delete(resource_cards).where(resource_cards.c.id == card_id))
