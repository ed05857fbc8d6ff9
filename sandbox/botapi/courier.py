"""Takes updates to a bot's webhook."""

import asyncio
import http.client
import json
from typing import Final
from urllib.parse import urlsplit

from sandbox.world.actors import Json
from sandbox.world.hooks import Webhook
from sandbox.world.watch import Changed
from sandbox.world.world import World

RETRY_SECONDS: Final = 0.2


class Courier:
    """One delivery at a time for all bots, in order, again until it is taken with a 2xx.

    Telegram delivers side by side; what that does to order is what the hold and release switches are for.
    """

    def __init__(self, world: World) -> None:
        self._world = world

    async def run(self) -> None:
        """Deliver until the world closes."""
        world = self._world
        while not world.closing:
            await world.watch.until(lambda: world.closing or (self._due() and not world.faults.away), 3600)
            for bot_id in self._due():
                if not await self._deliver(bot_id):
                    await world.watch.until(lambda: world.closing, RETRY_SECONDS)

    def _due(self) -> list[int]:
        return [bot_id for bot_id in self._world.webhooks if self._world.queues[bot_id].waiting]

    async def _deliver(self, bot_id: int) -> bool:
        hook, queue = self._world.webhooks[bot_id], self._world.queues[bot_id]
        entry = queue.waiting[0]
        try:
            status = await asyncio.to_thread(_post, hook, entry.update)
            failure = "" if 200 <= status < 300 else f"Wrong response from the webhook: {status}"
        except OSError as error:
            failure = f"Connection failed: {error}"
        if failure:
            hook.failed_at, hook.failure = self._world.clock.seconds(), failure
        elif entry.again:
            entry.again = False
        elif entry in queue.waiting:
            queue.waiting.remove(entry)
        self._world.watch.tell(Changed("updates"))
        return not failure


def _post(hook: Webhook, update: Json) -> int:
    parts = urlsplit(hook.url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.netloc, timeout=10)
    headers = {"Content-Type": "application/json"}
    if hook.secret_token:
        headers["X-Telegram-Bot-Api-Secret-Token"] = hook.secret_token
    target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    try:
        connection.request("POST", target, json.dumps(update).encode(), headers)
        return connection.getresponse().status
    except http.client.HTTPException as error:
        raise ConnectionError(str(error)) from error
    finally:
        connection.close()
