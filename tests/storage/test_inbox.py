"""What came in is written once, and known when it comes again (L10)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa

from domain.messages import Json
from storage import inbox as store
from storage.database import Database
from tests.conftest import A_MONDAY as NOW


def update(number: int) -> dict[str, Json]:
    return {"update_id": number, "message": {"text": f"第 {number} 条"}}


async def put(database: Database, *bodies: Mapping[str, Json], at: datetime = NOW) -> list[store.Arrival]:
    async with database.write() as tx:
        return await store.put(tx, bodies, at, at)


async def waiting(database: Database) -> list[int | None]:
    async with database.read() as tx:
        return [arrival.update_id for arrival in await store.waiting(tx)]


async def test_an_update_that_comes_again_changes_nothing(database: Database) -> None:
    assert [arrival.update_id for arrival in await put(database, update(1), update(2))] == [1, 2]
    assert [arrival.update_id for arrival in await put(database, update(2), update(3), update(1))] == [3]
    assert await put(database, update(3)) == []
    assert await put(database) == []
    assert await waiting(database) == [1, 2, 3]


async def test_twice_in_one_batch_is_once(database: Database) -> None:
    assert [arrival.update_id for arrival in await put(database, update(1), update(1), update(2))] == [1, 2]
    assert await waiting(database) == [1, 2]


async def test_one_that_was_done_is_known_for_two_days(database: Database) -> None:
    [arrival] = await put(database, update(1))
    async with database.write() as tx:
        await store.finish(tx, [arrival.id], NOW)
        assert await tx.scalar(sa.select(store.inbox.c.body)) is None
        assert await store.forget_done(tx, NOW - timedelta(days=2)) == 0
    assert await put(database, update(1)) == []
    async with database.write() as tx:
        assert await store.forget_done(tx, NOW + timedelta(seconds=1)) == 1


async def test_pages_of_what_was_left(database: Database) -> None:
    """However much waited when the process died: all of it is found."""
    await put(database, *(update(number) for number in range(1, 8)))
    async with database.read() as tx:
        first = await store.waiting(tx, limit=3)
        second = await store.waiting(tx, after=first[-1].id, limit=5)
    assert [arrival.update_id for arrival in first + second] == [1, 2, 3, 4, 5, 6, 7]
    assert first[0].body == update(1)


async def test_a_poisoned_one_is_kept_counted_and_put_back(database: Database) -> None:
    [arrival] = await put(database, update(1))
    async with database.write() as tx:
        await store.set_aside(tx, arrival.id, "KeyError", NOW)
    assert await waiting(database) == []
    async with database.write() as tx:
        assert await store.counts(tx) == {"failed": 1}
        assert [(number, error) for number, error, _ in await store.failed(tx)] == [(arrival.id, "KeyError")]
        assert await store.forget_done(tx, NOW + timedelta(days=99)) == 0
        assert await store.try_again(tx) == 1
    assert await waiting(database) == [1]


async def test_what_was_heard_last(database: Database) -> None:
    async with database.write() as tx:
        assert await store.last_heard(tx) is None
        await store.note_rung(tx, NOW)
        await store.note_heard(tx, 7, NOW)
        later = NOW + timedelta(minutes=1)
        await store.note_heard(tx, None, later)
        assert await store.last_heard(tx) == store.Heard(7, later, NOW, NOW)
