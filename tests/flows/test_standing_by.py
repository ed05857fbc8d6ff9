"""A second bot on the same database waits, hears nobody and says nothing, until the first is gone (L11)."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from bot.app import App
from bot.settings import Settings
from bot.standing_by import Superseded, keep
from domain.messages import Message
from services.turn import Turn, post
from storage.tenancy import LOCK
from tests.flows.town import MING, YU, Town
from tests.flows.troubles import calls, tell

WAITS = "另一个小伴正在运行，这一个先等着，它停了就接上。"


@asynccontextmanager
async def second(town: Town, settings: Settings, caplog: pytest.LogCaptureFixture) -> AsyncIterator[asyncio.Task[App]]:
    """Another one that has just said that it waits; the task ends when it works."""
    caplog.set_level(logging.INFO)
    running = App.running(settings, town.clock, ringing=False)
    starting = asyncio.create_task(running.__aenter__())
    async with asyncio.timeout(10):
        while WAITS not in caplog.text:  # noqa: ASYNC110 - a log is no event
            await asyncio.sleep(0)
    yield starting
    if starting.done():
        await running.__aexit__(None, None, None)
    else:
        starting.cancel()
        await asyncio.gather(starting, return_exceptions=True)


async def test_it_polls_nothing_and_takes_over_when_the_first_stops(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    greetings = len(calls(town, "getMe"))
    async with second(town, town.settings, caplog) as starting:
        assert (await town.ask(MING, "菜单")).text
        assert len(calls(town, "getMe")) == greetings
        assert not starting.done()
        await town.stop()
        town[YU].says("菜单")
        async with asyncio.timeout(10):
            town.app = await starting
        assert (await town[YU].hears()).text
        await town.settle()
        assert [record.message for record in caplog.records].count(WAITS) == 1
    await town.start()


async def test_its_webhook_turns_updates_away(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    listen = f"127.0.0.1:{await _free_port()}"
    settings = town.settings.model_copy(
        update={"webhook_url": "https://example.org/", "webhook_secret": SecretStr("s3cret"), "listen": listen}
    )
    async with second(town, settings, caplog), aiohttp.ClientSession() as web:
        async with web.post(f"http://{listen}/", json={"update_id": 1}) as answer:
            assert answer.status == 503
        assert calls(town, "setWebhook") == []


async def _free_port() -> int:
    server = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1")
    async with server:
        port: int = server.sockets[0].getsockname()[1]
    return port


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_who_loses_the_lock_is_silent_and_goes_on_when_nobody_had_it(town: Town) -> None:
    await town.settle()
    await _cut(town)
    await tell(town, town[MING].id, "一")
    await town.app.delivery.rest()
    async with asyncio.timeout(10):
        assert (await town[MING].hears()).text == "一"


class Reluctant:
    """A server that lets go of what a dead connection held only when it has been asked three times."""

    def __init__(self) -> None:
        self.lost = asyncio.Event()
        self.asked = 0

    async def take(self) -> bool:
        self.asked += 1
        if self.asked == 3:
            self.lost.clear()
        return self.asked == 3

    async def begin(self) -> None: ...

    async def goes_on(self) -> bool:
        return True

    async def give_back(self) -> None: ...


async def test_who_finds_it_held_for_a_moment_goes_on() -> None:
    """It is the own lost lock; nobody else has worked meanwhile."""
    ours, may_work = Reluctant(), asyncio.Event()
    ours.lost.set()
    keeping = asyncio.create_task(keep(ours, may_work))
    async with asyncio.timeout(10):
        await asyncio.wait([keeping, waits := asyncio.create_task(may_work.wait())], return_when="FIRST_COMPLETED")
    assert waits.done()
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_who_loses_it_to_another_one_starts_anew(town: Town) -> None:
    """What it remembers may be done already."""
    working = asyncio.create_task(town.app.wait())
    async with _next_in_line(town):
        await _cut(town)
        with pytest.raises(Superseded):
            await asyncio.wait_for(working, 10)
        async with town.database.write() as tx:
            turn = Turn(tx, town.clock.now())
            turn.tell(town[MING].id, Message("一"))
            await post(tx, [turn])
        await town.app.delivery.rest()
        assert town.stage.unread() == []
    await town.restart()
    await tell(town, town[MING].id, "二")
    assert {(await town[MING].hears()).text for _ in range(2)} == {"一", "二"}


@asynccontextmanager
async def _next_in_line(town: Town) -> AsyncIterator[None]:
    """Somebody who waits for the lock, and gets it in the moment in which it is free."""
    async with town.database.engine.connect() as connection:
        waiting = asyncio.create_task(connection.execute(sa.select(sa.func.pg_advisory_lock(LOCK))))
        async with town.database.read() as tx:
            while not await tx.scalar(sa.text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
                pass
        yield
        await waiting
        await connection.invalidate()


async def _cut(town: Town) -> None:
    """The connection that holds the lock ends."""
    async with town.database.write() as tx:
        here = "(SELECT oid FROM pg_database WHERE datname = current_database())"
        holder = f"locktype = 'advisory' AND granted AND database = {here}"
        await tx.execute(sa.text(f"SELECT pg_terminate_backend(pid) FROM pg_locks WHERE {holder}"))  # noqa: S608 - ours
