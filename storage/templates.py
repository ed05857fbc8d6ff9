"""Wordings that a branch uses again and again: what stands in an invitation, and how a notice begins (A6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from domain.templates import Use
from storage.schema import Id, Instant, Sealed, Tx, metadata

templates = sa.Table(
    "templates",
    metadata,
    sa.Column("id", Id, primary_key=True),
    sa.Column("node_id", Id, sa.ForeignKey("nodes.id"), nullable=False),
    sa.Column("use", sa.String(16), nullable=False),
    sa.Column("words", Sealed("broadcasts"), nullable=False),
    sa.Column("set_by", Id, sa.ForeignKey("members.id"), nullable=False),
    sa.Column("set_at", Instant, nullable=False),
    sa.Index("ix_templates_node_id", "node_id", "use"),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Template:
    id: int
    node_id: int
    use: Use
    words: str


async def add(tx: Tx, node_id: int, use: Use, words: str, set_by: int, now: datetime) -> int:
    result = await tx.execute(
        sa.insert(templates)
        .values(node_id=node_id, use=str(use), words=words, set_by=set_by, set_at=now)
        .returning(templates.c.id)
    )
    return int(result.scalar_one())


async def change(tx: Tx, template_id: int, words: str, set_by: int, now: datetime) -> None:
    await tx.execute(
        sa.update(templates).where(templates.c.id == template_id).values(words=words, set_by=set_by, set_at=now)
    )


async def drop(tx: Tx, template_id: int) -> None:
    await tx.execute(sa.delete(templates).where(templates.c.id == template_id))


async def get(tx: Tx, template_id: int) -> Template | None:
    row = (await tx.execute(sa.select(templates).where(templates.c.id == template_id))).first()
    return _template(row) if row else None


async def at_nodes(tx: Tx, node_ids: Iterable[int], use: Use | None = None) -> list[Template]:
    """Those of these nodes, in the order they were made; of one use, where it is named."""
    query = sa.select(templates).where(templates.c.node_id.in_(sorted(node_ids))).order_by(templates.c.id)
    return [
        _template(row) for row in await tx.execute(query if use is None else query.where(templates.c.use == str(use)))
    ]


async def any_of(tx: Tx, use: Use) -> bool:
    """Whether anybody keeps a wording for this use."""
    return await tx.scalar(sa.select(templates.c.id).where(templates.c.use == str(use)).limit(1)) is not None


def _template(row: Any) -> Template:
    return Template(row.id, row.node_id, Use(row.use), row.words)
