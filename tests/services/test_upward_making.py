"""Reports of a quarter that is over: of those branches alone that were there in it (X4)."""

from datetime import timedelta

import sqlalchemy as sa

from domain.nodes import NodeKind
from services.turn import Turn
from services.upward import making
from storage import nodes, upward


async def test_a_branch_that_was_split_off_reports_nothing_of_before(branch: Turn) -> None:
    """Its people stand in the report of the branch they were in: from two reports nobody's number is to be had."""
    await branch.tx.execute(sa.update(nodes.nodes).values(created_at=branch.now - timedelta(days=300)))
    before = await nodes.all_ids(branch.tx)
    split_off = await nodes.add(branch.tx, None, NodeKind.BRANCH, "分出来的支部", branch.now)
    while await making.make(branch):
        pass
    assert await upward.quarters(branch.tx, [split_off.id], 4) == []
    assert len(await upward.quarters(branch.tx, before, 4)) == 1
