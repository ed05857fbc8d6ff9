"""Updates carried to the bot's own address."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from sandbox import World
from sandbox.play import Stage
from tests.sandbox.conftest import Api


@dataclass
class Receiver:
    """A bot that takes updates, after refusing as many as it is told to."""

    url: str = ""
    refusing: int = 0
    taken: list[dict[str, Any]] = field(default_factory=list)
    secrets: set[str] = field(default_factory=set)
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def take(self, request: web.Request) -> web.Response:
        if self.refusing:
            self.refusing -= 1
            return web.Response(status=500)
        self.secrets.add(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""))
        async with self.arrived:
            self.taken.append(await request.json())
            self.arrived.notify_all()
        return web.Response()

    async def has(self, number: int) -> None:
        async with asyncio.timeout(10), self.arrived:
            await self.arrived.wait_for(lambda: len(self.taken) >= number)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.take)
    async with TestServer(app) as server:
        receiver.url = str(server.make_url("/hook"))
        yield receiver


async def test_delivery_with_the_secret(api: Api, stage: Stage, receiver: Receiver) -> None:
    await api.drained()
    await api.call("setWebhook", url=receiver.url, secret_token="s3cret")
    stage.person("小明").starts()
    stage.person("小明").says("签到")
    await receiver.has(2)
    assert [update["message"]["text"] for update in receiver.taken] == ["/start", "签到"]
    assert receiver.secrets == {"s3cret"}


async def test_delivery_is_tried_again(api: Api, world: World, stage: Stage, receiver: Receiver) -> None:
    await api.drained()
    receiver.refusing = 1
    await api.call("setWebhook", url=receiver.url)
    stage.person("小明").starts()
    await receiver.has(1)
    info = (await api.call("getWebhookInfo"))["result"]
    assert info["last_error_message"] == "Wrong response from the webhook: 500"
    await world.wait_until(lambda: not world.queues[1].waiting)


async def test_twice_and_backwards(api: Api, world: World, stage: Stage, receiver: Receiver) -> None:
    await api.drained()
    await api.call("setWebhook", url=receiver.url)
    queue, ming = world.queues[1], stage.person("小明")
    queue.repeat_next()
    ming.starts()
    await receiver.has(2)
    assert receiver.taken[0] == receiver.taken[1]
    queue.hold()
    ming.says("一")
    ming.says("二")
    queue.release(backwards=True)
    ming.says("三")
    await receiver.has(5)
    assert [update["message"]["text"] for update in receiver.taken[2:]] == ["二", "一", "三"]


async def test_registering(api: Api) -> None:
    assert (await api.call("getWebhookInfo"))["result"]["url"] == ""
    assert await api.refusal("setWebhook", url="ftp://example.org") == (
        "400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    )
    assert await api.refusal("setWebhook", url="https://example.org", secret_token="有") == (
        "400 Bad Request: secret token contains unallowed characters"
    )
    await api.call("setWebhook", url="http://127.0.0.1:9/hook", drop_pending_updates=True, allowed_updates=["message"])
    info = (await api.call("getWebhookInfo"))["result"]
    assert (info["pending_update_count"], info["allowed_updates"]) == (0, ["message"])
    await api.call("setWebhook", url="")
    assert await api.updates() == []
