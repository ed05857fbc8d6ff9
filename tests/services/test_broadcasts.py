"""A notice reaches everybody once, whatever its author, the network and the process do meanwhile (S10, S11, S12)."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.broadcasts import WAITING_AT_MOST, Broadcast, BroadcastState
from services.broadcasts import feeding
from services.turn import Turn, post
from storage import broadcast_letters, broadcasts, migrations
from storage.database import Database
from tests.conftest import SHANGHAI
from tests.databases import TEST_KEYS
from tests.services.hall import Hall

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=SHANGHAI)
DEEDS = st.lists(
    st.one_of(
        st.sampled_from(["feed", "land", "pause", "stop", "go on", "crash"]),
        st.tuples(st.just("claim"), st.integers(1, 9)),
        st.tuples(st.sampled_from(["block", "write"]), st.integers(1, 12)),
    ),
    max_size=30,
)


async def act(hall: Hall, deed: str | tuple[str, int], broadcast: Broadcast) -> None:
    match deed:
        case "feed":
            await hall.feed()
        case "land":
            await hall.land()
        case "pause":
            await hall.pause(broadcast)
        case "stop":
            await hall.stop(broadcast)
        case "go on":
            await hall.go_on(broadcast)
        case "crash":
            await hall.crash()
        case "claim", int(most):
            await hall.claim(most)
        case "block", int(number):
            hall.lost.add(1000 + number)
        case "write", int(number):
            await hall.writes(1000 + number)


async def play(deeds: list[str | tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        database = Database.open(f"sqlite+aiosqlite:///{Path(folder) / 'x.db'}", TEST_KEYS)
        try:
            await migrations.upgrade(database)
            hall = await Hall.built(database, NOON, 12, 3)
            broadcast = await hall.write()
            for deed in deeds:
                await act(hall, deed, broadcast)
                hall.now += timedelta(seconds=5)
                counts = await hall.counts(broadcast)
                assert counts.total in {0, 15}
                assert hall.everybody_once(counts), "nobody twice, and the numbers are true at every moment"
            await hall.go_on(broadcast)
            for account in sorted(hall.lost):
                await hall.writes(account)
            counts = await hall.through(broadcast)
            assert (counts.sent, counts.off, counts.total) == (12, 3, 15), "nobody is forgotten"
            assert hall.everybody_once(counts)
        finally:
            await database.close()


@given(DEEDS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_happens_nobody_gets_it_twice_and_nobody_is_forgotten(deeds: list[str | tuple[str, int]]) -> None:
    asyncio.run(play(deeds))


async def test_the_line_is_never_long(database: Database) -> None:
    hall = await Hall.built(database, NOON, 700, 0)
    broadcast = await hall.write()
    longest = 0
    while not await is_done(hall, broadcast):
        await hall.feed()
        async with database.read() as tx:
            longest = max(longest, await broadcast_letters.in_line(tx))
        await hall.claim(90)
        await hall.land()
        hall.now += timedelta(seconds=5)
    assert longest == WAITING_AT_MOST
    counts = await hall.counts(broadcast)
    assert (counts.sent, counts.total) == (700, 700)
    assert hall.everybody_once(counts)


async def is_done(hall: Hall, broadcast: Broadcast) -> bool:
    async with hall.database.read() as tx:
        found = await broadcasts.get(tx, broadcast.id)
    return found is not None and found.state is BroadcastState.DONE


async def test_a_small_notice_does_not_wait_behind_a_large_one(database: Database) -> None:
    hall = await Hall.built(database, NOON, 900, 0)
    large = await hall.write()
    await hall.feed()
    await hall.claim(200)
    await hall.land()
    small = await hall.write()
    await hall.feed()
    for _ in range(5):
        await hall.claim(100)
        await hall.land()
        await hall.feed()
    first, second = await hall.counts(large), await hall.counts(small)
    assert first.coming > 0
    assert second.sent > 50, "several notices move side by side"


async def test_two_feeders_on_one_database_put_nobody_in_line_twice(database: Database) -> None:
    hall = await Hall.built(database, NOON, 300, 0)
    broadcast = await hall.write()

    async def feed() -> None:
        async with database.write() as tx:
            turn = Turn(tx, hall.now)
            await feeding.feed(turn)
            await post(tx, [turn])

    await asyncio.gather(*(feed() for _ in range(6)))
    counts = await hall.through(broadcast)
    assert counts.sent == 300
    assert hall.everybody_once(counts)


async def test_listing_many_comes_in_portions(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeding, "LISTED_AT_ONCE", 7)
    hall = await Hall.built(database, NOON, 20, 10)
    broadcast = await hall.write()
    await hall.feed()
    counts = await hall.counts(broadcast)
    assert (counts.coming, counts.off) == (20, 10)


async def test_what_fails_while_the_line_is_filled_up_keeps_no_letter_on_its_way(database: Database) -> None:
    """A table is gone for a while: what was sent is written down all the same, and the rest goes when it is back."""
    hall = await Hall.built(database, NOON, 400, 0)
    broadcast = await hall.write()
    await hall.feed()
    await hall.claim(200)
    async with database.write() as tx:
        await tx.execute(sa.text("ALTER TABLE told RENAME TO elsewhere"))
    await hall.land()
    await hall.feed()
    assert (await hall.counts(broadcast)).sent == 200
    async with database.write() as tx:
        await tx.execute(sa.text("ALTER TABLE elsewhere RENAME TO told"))
    counts = await hall.through(broadcast)
    assert counts.sent == 400
    assert hall.everybody_once(counts)
