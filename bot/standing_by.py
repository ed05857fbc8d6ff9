"""Waiting for our turn: where another bot works on the database, this one takes over when that is gone (L11)."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from sqlalchemy.exc import DBAPIError

from bot.settings import Settings
from storage.tenancy import Tenancy

AT_ONCE = 10  # tries: who was killed a moment ago, and started again, need not be told that somebody else works
TRY_SECONDS = 0.2
LOOK_SECONDS = 1.0

log = logging.getLogger(__name__)


class Superseded(Exception):
    """Another process works on the database now; whatever this one remembers may be done already."""


async def our_turn(ours: Tenancy, settings: Settings) -> None:
    """Until this process is the one that works. Raises DBAPIError or OSError where the database cannot be asked."""
    if await _soon(ours):
        return
    async with _nobody_at_the_door(settings):
        log.warning("另一个小伴正在运行，这一个先等着，它停了就接上。")
        while not await _taken(ours):  # noqa: ASYNC110 - who was killed tells nobody
            await asyncio.sleep(LOOK_SECONDS)
    log.info("轮到这一个小伴了，接着工作。")


async def keep(ours: Tenancy, may_work: asyncio.Event) -> None:
    """Keep `may_work` set as long as this process is the one; raises Superseded when another one is.

    Nothing is sent from the moment in which the lock may be somebody else's. Where it comes back and nobody had it in
    between, all goes on where it stood.
    """
    while True:
        await ours.lost.wait()
        may_work.clear()
        log.error("和数据库的连接断了，先停下不发消息，连上就接着发。")
        while not await _taken_back(ours):  # noqa: ASYNC110 - a database tells nobody that it is back
            await asyncio.sleep(TRY_SECONDS)
        may_work.set()


async def _taken_back(ours: Tenancy) -> bool:
    """False where the database cannot be asked."""
    try:
        if not await _soon(ours) or not await ours.goes_on():
            raise Superseded
    except (DBAPIError, OSError):
        return False
    return True


async def _soon(ours: Tenancy) -> bool:
    """Whether it is ours within two seconds: a server takes a moment to let go of what a dead connection held."""
    for _ in range(AT_ONCE):
        if await ours.take():
            return True
        await asyncio.sleep(TRY_SECONDS)
    return False


async def _taken(ours: Tenancy) -> bool:
    try:
        return await ours.take()
    except (DBAPIError, OSError):
        return False


@asynccontextmanager
async def _nobody_at_the_door(settings: Settings) -> AsyncIterator[None]:
    """Telegram's updates are turned away, so that it brings them again; polling is not begun at all."""
    if settings.webhook_url is None:
        yield
        return
    closed = web.Application()
    closed.router.add_route("*", "/{where:.*}", _not_yet)
    runner = web.AppRunner(closed, access_log=None)
    await runner.setup()
    host, _, port = settings.listen.rpartition(":")
    try:
        await web.TCPSite(runner, host, int(port)).start()
    except OSError:
        log.info("%s 由正在运行的小伴用着，轮到这一个时再用。", settings.listen)
    try:
        yield
    finally:
        await runner.cleanup()


async def _not_yet(_request: web.Request) -> web.Response:
    return web.Response(status=503)
