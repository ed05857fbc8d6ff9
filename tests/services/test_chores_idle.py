"""What the bell costs while nothing is due: a few questions by an index, however many members there are."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import time, timedelta
from typing import Any, Final

import pytest
import sqlalchemy as sa

from domain.care import VisitState, VisitTrigger
from domain.meetings import MeetingKind
from domain.members import Member, MemberStatus
from domain.mobility import Stay
from domain.series import Every, OnHoliday, Rule, SeriesPlan
from scheduler.chores import CHORES
from services import boards
from services.care.talks import yearly
from services.care_dates import looking
from services.mobility import asking as away
from services.mood import totals
from services.turn import Turn
from services.upward import making
from storage import care_visits, codes, meeting_feedback, meetings, mobility, nodes, people, polls, series, tasks
from storage.care_plans import care_branches
from storage.meetings import Plan
from storage.moods import months

MOST: Final = 4  # questions of one chore
SOME: Final = 10  # members with things under way
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
        one = await people.add(branch.tx, ming.node_id, f"党员{number}", MemberStatus.FULL_MEMBER, branch.now)
        if number < SOME:
            await _has_things_under_way(branch, one)
    await care_visits.add(branch.tx, ming.id, VisitTrigger.HOSPITAL, VisitState.WAITING, ming.id, branch.now)
    for _ in range(2):
        for chore in CHORES:
            while await chore(branch):
                pass
    return branch


async def _has_things_under_way(turn: Turn, one: Member) -> None:
    """A series, a meeting with a screen, a task and feedback, a poll, a stay elsewhere; nothing of it is due now."""
    today, later, at = turn.now.date(), turn.now + timedelta(days=20), turn.now + timedelta(days=10)
    wished = SeriesPlan(
        *(one.node_id, MeetingKind.GROUP_MEETING, None, "活动室", Rule(Every.WEEK, weekday=4), time(15)),
        *(OnHoliday.SKIP, 1),
    )
    await series.add(turn.tx, wished, one.id, turn.now)
    planned = Plan(one.node_id, MeetingKind.GROUP_MEETING, "小组会", "活动室", at, at, later, None, one.id)
    meeting = await meetings.announce(turn.tx, planned, [one], turn.now)
    await codes.make(turn.tx, meeting.id, b"secret")
    await codes.show(turn.tx, meeting.id, one.id, later)
    await meeting_feedback.open_for(turn.tx, meeting.id, at, later, "salt")
    await tasks.give(turn.tx, meeting.id, None, "买书", one.id, later.date(), one.id, turn.now)
    await polls.add(turn.tx, one.node_id, "几点好？", ("三点", "四点"), one.id, later, "salt", turn.now)
    stay = await mobility.begin(turn.tx, Stay(0, one.id, "东莞", "不清楚", "微信", today, today), one.id, turn.now)
    await away.again(turn, one, stay)


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


async def test_a_board_and_a_panel_cost_a_few_questions(branch: Turn) -> None:
    """Both are drawn every few seconds while a whole hall signs in."""
    ming = (await people.in_nodes(branch.tx, range(1, 20)))[0]
    await _has_things_under_way(branch, ming)
    with asked(branch) as of_board:
        assert await boards.board(branch, 1) is not None
    with asked(branch) as of_panel:
        assert await boards.panel(branch, 1) is not None
    assert len(of_board) <= 5
    assert len(of_panel) <= 3
