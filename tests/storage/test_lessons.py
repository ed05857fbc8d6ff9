"""What leaders taught: one row each, sealed, taken back by number or by request, read as counts."""

import sqlalchemy as sa

from domain.concerns import Topic
from domain.concerns.counting import Lessons
from domain.nodes import NodeKind
from services import concerns, lessons
from services.turn import Turn
from storage import lessons as store
from storage import nodes
from storage.database import Database
from tests.conftest import A_MONDAY as NOW

TEXT = "张三丰在长沙请了陪护，每天三百块，电话 13800000000"


async def branch(turn: Turn, name: str) -> int:
    return (await nodes.add(turn.tx, None, NodeKind.BRANCH, name, turn.now)).id


async def test_each_lesson_counts_once(database: Database) -> None:
    concerns.load()
    async with database.write() as tx:
        turn = Turn(tx, NOW)
        ours, theirs = await branch(turn, "一支部"), await branch(turn, "二支部")
        await lessons.confirm(turn, ours, 1, TEXT, Topic.HEALTH)
        await lessons.correct(turn, ours, 2, "陪护太贵", Topic.HARDSHIP)
        await lessons.correct(turn, theirs, 3, "陪护太贵", Topic.ELDER_CHILD_CARE)
        learnt = await lessons.of_branch(turn, ours)
    assert learnt.words["陪护"] == {Topic.HEALTH: 1, Topic.HARDSHIP: 1}
    assert learnt.examples == {Topic.HEALTH: 1, Topic.HARDSHIP: 1}


async def test_a_lesson_can_be_undone_and_a_request_forgotten(database: Database) -> None:
    concerns.load()
    async with database.write() as tx:
        turn = Turn(tx, NOW)
        node_id = await branch(turn, "一支部")
        first = await lessons.confirm(turn, node_id, None, TEXT, Topic.HEALTH)
        await lessons.correct(turn, node_id, 7, TEXT, Topic.ELDER_CHILD_CARE)
        assert await lessons.undo(turn, first)
        assert not await lessons.undo(turn, first)
        assert (await lessons.of_branch(turn, node_id)).examples == {Topic.ELDER_CHILD_CARE: 1}
        assert await lessons.forget(turn, 7) == 1
        assert await lessons.of_branch(turn, node_id) == Lessons({}, {})


async def test_no_name_no_place_and_no_number_is_kept_and_nothing_is_legible(database: Database) -> None:
    concerns.load()
    kept = lessons.telling(TEXT)
    assert "陪护" in kept
    assert not {"张三丰", "长沙", "三百", "13800000000"} & set(kept)
    async with database.write() as tx:
        turn = Turn(tx, NOW)
        await lessons.confirm(turn, await branch(turn, "一支部"), None, TEXT, Topic.HEALTH)
        raw = (await tx.execute(sa.select(sa.type_coerce(store.lessons.c.words, sa.LargeBinary)))).scalar_one()
    assert "陪护".encode() not in bytes(raw)


async def test_what_was_taught_is_heeded(database: Database) -> None:
    concerns.load()
    text = "活动室的投影幕布怎么收"
    before = concerns.understand(text).concern.ranked
    async with database.write() as tx:
        turn = Turn(tx, NOW)
        node_id = await branch(turn, "一支部")
        for _ in range(3):
            await lessons.correct(turn, node_id, None, text, Topic.WORK)
        learnt = await lessons.of_branch(turn, node_id)
    after = concerns.understand(text, lessons=learnt).concern.ranked
    assert dict(after)[Topic.WORK] > dict(before)[Topic.WORK]
