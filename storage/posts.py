"""Who holds which post, since when and until when (O2)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from domain.members import Role
from domain.posts import Held
from storage.people import roles
from storage.schema import Tx


async def at(tx: Tx, node_ids: Iterable[int]) -> list[Held]:
    """The posts held at these nodes now, the longest held first."""
    rows = await tx.execute(
        sa.select(roles).where(roles.c.node_id.in_(sorted(node_ids)), roles.c.until.is_(None)).order_by(roles.c.id)
    )
    return [_held(row) for row in rows]


async def set_term(tx: Tx, held: Held, ends: date | None) -> None:
    """Until when somebody holds a post."""
    await tx.execute(
        sa.update(roles)
        .where(
            roles.c.member_id == held.member_id,
            roles.c.node_id == held.node_id,
            roles.c.role == str(held.role),
            roles.c.until.is_(None),
        )
        .values(term_ends=ends)
    )


def _held(row: Any) -> Held:
    return Held(row.member_id, Role(row.role), row.node_id, row.since, row.term_ends)
