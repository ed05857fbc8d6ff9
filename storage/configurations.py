"""What branches have set for themselves, version by version: nothing is rewritten, so that each can be brought back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from domain.configuration import Configuration
from storage.schema import Id, Instant, Tx, metadata

configurations = sa.Table(
    "configurations",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("chosen", sa.JSON, nullable=False),
    sa.Column("published_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("published_at", Instant, nullable=False),
    sa.Column("restores", Id, sa.ForeignKey("configurations.id")),
    sa.Index("ix_configurations_node_id", "node_id", "id"),
)


@dataclass(frozen=True, slots=True)
class Version:
    """One version; `restores` is the older one it brought back."""

    id: int
    node_id: int
    configuration: Configuration
    published_by: int
    published_at: datetime
    restores: int | None


async def publish(
    tx: Tx, node_id: int, configuration: Configuration, published_by: int, now: datetime, restores: int | None = None
) -> int:
    """Append a version; it is in force from now on. Returns its id."""
    result = await tx.execute(
        sa.insert(configurations)
        .values(
            node_id=node_id,
            chosen=dict(configuration.chosen),
            published_by=published_by,
            published_at=now,
            restores=restores,
        )
        .returning(configurations.c.id)
    )
    return int(result.scalar_one())


async def newest(tx: Tx, node_id: int) -> Version | None:
    """The version in force at a node; None where nothing was published there."""
    return await _newest(tx, configurations.c.node_id == node_id)


async def before(tx: Tx, node_id: int, version_id: int) -> Version | None:
    """The version before this one; None where it is the first."""
    return await _newest(tx, configurations.c.node_id == node_id, configurations.c.id < version_id)


async def newest_of(tx: Tx, node_ids: Collection[int]) -> dict[int, Configuration]:
    """What is in force at these nodes, for those that have published anything."""
    last = sa.select(sa.func.max(configurations.c.id)).where(configurations.c.node_id.in_(sorted(node_ids)))
    rows = await tx.execute(
        sa.select(configurations.c.node_id, configurations.c.chosen).where(
            configurations.c.id.in_(last.group_by(configurations.c.node_id))
        )
    )
    return {row.node_id: Configuration(row.chosen) for row in rows}


async def _newest(tx: Tx, *conditions: sa.ColumnElement[bool]) -> Version | None:
    query = sa.select(configurations).where(*conditions).order_by(configurations.c.id.desc()).limit(1)
    row = (await tx.execute(query)).first()
    if row is None:
        return None
    chosen = Configuration(row.chosen)
    return Version(row.id, row.node_id, chosen, row.published_by, row.published_at, row.restores)
