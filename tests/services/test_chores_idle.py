"""What the bell costs while nothing is due: a few questions by an index, however many members there are."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final

import pytest
import sqlalchemy as sa

from domain.care import VisitState, VisitTrigger
from domain.members import MemberStatus
from scheduler.chores import CHORES
from services.care.talks import yearly
from services.care_dates import looking
from services.mood import totals
from services.turn import Turn
from services.upward import making
from storage import care_visits, nodes, people
from storage.care_plans import care_branches
from storage.moods import months

MOST: Final = 4  # questions of one chore
A_LOOK: Final = 60  # questions about a whole branch, however many members it has


@contextmanager
def asked(turn: Turn) -> Iterator[list[str]]:
    """The statements that go to the database meanwhile."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    engine = turn.tx.sync_connection
    assert engine is not None
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
async def idle(branch: Turn) -> Turn:
    """A branch with two hundred members for whom everything has been looked at."""
    ming = (await people.in_nodes(branch.tx, range(1, 20)))[0]
    for number in range(200):
        await people.add(branch.tx, ming.node_id, f"党员{number}", MemberStatus.FULL_MEMBER, branch.now)
    await care_visits.add(branch.tx, ming.id, VisitTrigger.HOSPITAL, VisitState.WAITING, ming.id, branch.now)
    for _ in range(2):
        for chore in CHORES:
            while await chore(branch):
                pass
    return branch


async def test_an_idle_bell_costs_a_few_questions(idle: Turn) -> None:
    costs = {}
    for chore in CHORES:
        with asked(idle) as statements:
            assert not await chore(idle)
        costs[f"{chore.__module__}.{chore.__name__}"] = len(statements)
    assert {name: cost for name, cost in costs.items() if cost > MOST} == {}
    assert sum(costs.values()) <= len(CHORES) * 2


async def test_a_look_at_a_branch_asks_nothing_once_a_member(idle: Turn) -> None:
    """The care calendar, November's word about talks, the month of moods, the quarter's report."""
    await idle.tx.execute(sa.delete(care_branches))
    await idle.tx.execute(sa.delete(months))
    await idle.tx.execute(sa.update(nodes.nodes).values(created_at=idle.now - timedelta(days=300)))
    looks: dict[str, Callable[[Turn], Awaitable[bool]]] = {
        "calendar": looking.look,
        "talks": yearly.look,
        "moods": totals.close,
        "report": making.make,
    }
    costs = {}
    for name, look in looks.items():
        with asked(idle) as statements:
            await look(idle)
        costs[name] = len(statements)
    assert {name: cost for name, cost in costs.items() if not MOST < cost <= A_LOOK} == {}, costs
