"""Promises as the database keeps them: once for ever, moved while they wait, taken back, forgotten (S11)."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.members import MemberStatus
from domain.nodes import NodeKind
from domain.reminders import Drop, Mode, Reminder, ReminderKind, Step, Why
from storage import nodes, people, reminder_wishes
from storage import reminders as store
from storage.database import Database
from storage.reminder_wishes import Wish
from storage.reminders import Promise
from storage.schema import Tx

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
async def members(database: Database) -> list[int]:
    async with database.write() as tx:
        branch = await nodes.add(tx, None, NodeKind.BRANCH, "第一党支部", NOW)
        made = [await people.add(tx, branch.id, name, MemberStatus.FULL_MEMBER, NOW) for name in ("甲", "乙")]
    return [one.id for one in made]


def promised(member_id: int, step: str = Step.DAY, at: datetime = NOW, due_at: datetime | None = None) -> Promise:
    return Promise(member_id, ReminderKind.MEETING, 1, step, at, due_at or at, at + 24 * HOUR)


async def waiting(tx: Tx, member_id: int) -> list[Reminder]:
    return await store.waiting_of(tx, member_id)


async def test_s11_one_that_waits_moves_and_one_that_was_said_stays_said(
    database: Database, members: list[int]
) -> None:
    first, second = members
    async with database.write() as tx:
        await store.promise(tx, [promised(first), promised(second)])
        (said,) = await waiting(tx, first)
        await store.note_told(tx, {said.id: [said]}, NOW)
        await store.promise(tx, [promised(first, at=NOW + HOUR), promised(second, at=NOW + HOUR)])
        assert await waiting(tx, first) == []
        assert [one.at for one in await waiting(tx, second)] == [NOW + HOUR]
        assert await store.told_steps(tx, ReminderKind.MEETING, 1, first) == [Step.DAY]
        assert await store.get(tx, said.id) == (said, said.id)


async def test_s6_cancelling_is_for_some_members_or_steps(database: Database, members: list[int]) -> None:
    first, second = members
    async with database.write() as tx:
        await store.promise(tx, [promised(one, step) for one in members for step in (Step.WEEK, Step.DAY)])
        await store.cancel(tx, ReminderKind.MEETING, 1, [first], [Step.WEEK])
        assert [one.step for one in await waiting(tx, first)] == [Step.DAY]
        assert len(await waiting(tx, second)) == 2
        await store.cancel(tx, ReminderKind.MEETING, 1)
        assert await waiting(tx, second) == []


async def test_who_is_due_now(database: Database, members: list[int]) -> None:
    first, second = members
    async with database.write() as tx:
        await store.promise(
            tx, [promised(first), promised(first, Step.HOURS, NOW + HOUR), promised(second, at=NOW + HOUR)]
        )
        assert await store.whose_turn(tx, NOW, 10) == [first]
        assert [one.step for one in (await store.waiting_for(tx, [first], NOW + 2 * HOUR))[first]] == ["1d", "2h"]
        await store.drop(tx, [Drop(one, Why.AWAY) for one in await waiting(tx, first)], NOW)
        assert await store.whose_turn(tx, NOW, 10) == []


async def test_s9_what_was_put_off_is_looked_at_again(database: Database, members: list[int]) -> None:
    async with database.write() as tx:
        await store.promise(tx, [promised(members[0]), promised(members[0], Step.HOURS, NOW, NOW - HOUR)])
        await store.put_off(
            tx, [(one, NOW + 9 * HOUR) for one in await waiting(tx, members[0]) if one.step == Step.DAY]
        )
        await store.look_again(tx, members[0])
        assert {one.step: one.due_at for one in await waiting(tx, members[0])} == {"1d": NOW, "2h": NOW - HOUR}


async def test_what_is_forgotten(database: Database, members: list[int]) -> None:
    first, second = members
    async with database.write() as tx:
        await store.promise(tx, [promised(first), promised(second)])
        (old,) = await waiting(tx, first)
        await store.note_told(tx, {old.id: [old]}, NOW)
        await store.count_told(tx, [first, first], NOW.date())
        assert await store.forget(tx, NOW) == await store.forget_counts(tx, NOW.date()) == 0
        assert await store.get(tx, old.id) is not None
        assert await store.told_on(tx, members, NOW.date()) == {first: 2}
        assert await store.forget(tx, NOW + HOUR) == 1
        assert await store.forget_counts(tx, NOW.date() + timedelta(days=1)) == 1
        assert await store.get(tx, old.id) is None
        assert await store.told_on(tx, members, NOW.date()) == {}
        assert len(await waiting(tx, second)) == 1


async def test_wishes_are_kept_until_somebody_leaves(database: Database, members: list[int]) -> None:
    wish = Wish(Mode.WEEKLY, frozenset({Step.HOURS}))
    async with database.write() as tx:
        await reminder_wishes.keep(tx, members[0], Wish(Mode.DAILY))
        await reminder_wishes.keep(tx, members[0], wish)
        assert await reminder_wishes.of_members(tx, members) == {members[0]: wish}
        await reminder_wishes.forget_member(tx, members[0])
        assert await reminder_wishes.of_members(tx, members) == {}
