"""Versions of rules and the days of a year, on both databases."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from domain.members import MemberStatus
from domain.nodes import NodeKind
from domain.policies import DEFAULT, written
from storage import nodes, people, policies
from storage.database import Database
from storage.policies import CalendarDay, Published
from storage.schema import Tx
from tests.clock import FrozenClock


@pytest.fixture
async def tx(database: Database) -> AsyncIterator[Tx]:
    async with database.write() as opened:
        yield opened


async def test_versions_follow_each_other(tx: Tx, clock: FrozenClock) -> None:
    now = clock.now()
    one, other = [await nodes.add(tx, None, NodeKind.BRANCH, name, now) for name in ("第一党支部", "第二党支部")]
    member = await people.add(tx, one.id, "老周", MemberStatus.FULL_MEMBER, now)
    assert await policies.newest(tx, one.id) is None
    document = written(DEFAULT)
    first = await policies.publish(tx, one.id, document, member.id, now)
    second = await policies.publish(tx, one.id, {**document, "转人工": "副书记"}, member.id, now)
    third = await policies.publish(tx, one.id, document, member.id, now, restores=first)
    assert await policies.newest(tx, other.id) is None
    assert await policies.newest(tx, one.id) == Published(third, one.id, document, member.id, now, first)
    before = await policies.before(tx, one.id, third)
    assert before is not None
    assert (before.id, before.document["转人工"]) == (second, "副书记")
    assert await policies.before(tx, one.id, first) is None
    assert await policies.get(tx, first) == Published(first, one.id, document, member.id, now, None)
    assert list(before.document) == list(document)


async def test_a_year_is_known_as_it_was_last_written(tx: Tx) -> None:
    off, worked = CalendarDay(date(2027, 1, 1), False, "通知"), CalendarDay(date(2027, 1, 3), True, "通知")
    other_year = CalendarDay(date(2028, 1, 1), False, "通知")
    await policies.know_days(tx, 2027, [off, CalendarDay(date(2027, 1, 2), False, "通知")])
    await policies.know_days(tx, 2028, [other_year])
    await policies.know_days(tx, 2027, [worked, off])
    assert await policies.known_days(tx) == [off, worked, other_year]
