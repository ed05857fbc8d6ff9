"""A broadcast in compressed time, bot and server in one process: `python -m bench.broadcast.compressed ORDER`.

The order is JSON (`bench.broadcast.scenes.Order`); what the server saw is written to stdout as JSON.
"""

import asyncio
import json
import logging
import sys
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bench.botapi import BotApi
from bench.broadcast import rival
from bench.broadcast.journal import Journal
from bench.broadcast.jumping import JumpingClock, JumpingLoop, count_threads
from bench.broadcast.scenes import A_WORKING_DAY, LATENCY_SECONDS, ZONE, Order, Sending
from bench.clients.arguments import TOKEN
from bench.ledger import Scenario
from bench.wire import Connection
from bot import logs
from bot.app import App
from bot.settings import Settings
from scheduler.bell import EVERY_SECONDS

SETTLE_SECONDS = 5.0
"""What comes twice may come late; it is waited for and counted."""
TIMES_THE_IDEAL = 10


def main() -> None:
    """Play one broadcast to its end, or to the kill."""
    told = json.loads(sys.argv[1])
    order = Order(told["workdir"], Sending(**told["scene"]), told["retries"])
    logs.configure("ERROR")
    if order.retries is not None:
        logging.disable()  # the rival complains of each letter it loses
    count_threads()
    journal = Journal(Path(order.workdir) / "journal") if order.scene.killed else None
    loop = JumpingLoop(journal.begins if journal is not None else 0.0)
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        print(json.dumps(runner.run(_play(loop, order, journal))))


async def _play(loop: JumpingLoop, order: Order, journal: Journal | None) -> dict[str, Any]:
    api = BotApi(Scenario([], 0, latency=LATENCY_SECONDS, mailing=order.scene.mailing()), loop.time)
    assert api.postbox is not None
    if journal is not None:
        journal.attach(api.postbox)
    server = await loop.create_server(lambda: Connection(api), "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with asyncio.timeout(60 + TIMES_THE_IDEAL * order.scene.letters / 30):
        if order.retries is not None:
            await rival.deliver(url, order.scene.letters, order.retries)
        else:
            await _ours(loop, order, url, api)
    return api.postbox.figures()


async def _ours(loop: JumpingLoop, order: Order, url: str, api: BotApi) -> None:
    workdir = Path(order.workdir)
    settings = Settings(
        token=SecretStr(TOKEN),
        api_url=f"{url}/bot",
        file_url=f"{url}/file/bot",
        database_url=f"sqlite+aiosqlite:///{workdir / 'bench.db'}",
        key_file=workdir / "bench.key",
    )
    async with App.running(settings, JumpingClock(loop, A_WORKING_DAY, ZONE), ringing=False) as app:
        bell = asyncio.create_task(_ring(app))
        await api.play()
        await asyncio.sleep(SETTLE_SECONDS)
        bell.cancel()


async def _ring(app: App) -> None:
    """Ring as the bell does: APScheduler knows no other time than the machine's."""
    while True:
        await app.ring()
        await asyncio.sleep(EVERY_SECONDS)


if __name__ == "__main__":
    main()
