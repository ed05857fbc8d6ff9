"""A world with a group and two clients that know nothing of it: python-telegram-bot, and plain HTTP."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
import telegram

from sandbox import Sandbox, World
from sandbox.play import Stage
from sandbox.world.actors import Bot
from sandbox.world.chats import Chat

TOKEN = "1:TEST"


class Noon:
    """A clock that stands still."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def passes(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@dataclass
class Api:
    """Plain HTTP to the Bot API."""

    session: aiohttp.ClientSession
    url: str

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """The whole answer to a call with a JSON body."""
        async with self.session.post(f"{self.url}{TOKEN}/{method}", json=params) as response:
            answer: dict[str, Any] = await response.json()
        if not answer["ok"]:
            assert answer["error_code"] == response.status
        return answer

    async def refusal(self, method: str, **params: Any) -> str:
        """The description of a call that is refused."""
        answer = await self.call(method, **params)
        assert not answer["ok"], answer
        return f"{answer['error_code']} {answer['description']}"

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        """What waits for the bot."""
        updates: list[dict[str, Any]] = (await self.call("getUpdates", **params))["result"]
        return updates

    async def drained(self) -> list[dict[str, Any]]:
        """What waits for the bot, confirmed."""
        updates = await self.updates()
        if updates:
            await self.updates(offset=updates[-1]["update_id"] + 1)
        return updates


@pytest.fixture
def noon() -> Noon:
    return Noon()


@pytest.fixture
async def box(noon: Noon) -> AsyncIterator[Sandbox]:
    async with Sandbox(noon) as box:
        yield box


@pytest.fixture
def world(box: Sandbox) -> World:
    world = box.world
    world.add_bot(token=TOKEN, username="xiaoban_bot", name="小伴")
    world.add_group("第三党小组", [world.add_person("陈姐"), world.add_person("小明", username="ming")])
    return world


@pytest.fixture
def bot(world: World) -> Bot:
    return world.bots[1]


@pytest.fixture
def group(world: World) -> Chat:
    return next(iter(world.groups.values()))


@pytest.fixture
def stage(world: World) -> Stage:
    return Stage(world, seconds=5)


@pytest.fixture
async def api(box: Sandbox, world: World) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession() as session:
        yield Api(session, box.api_url)


@pytest.fixture
async def ptb(box: Sandbox, world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[telegram.Bot]:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    async with telegram.Bot(TOKEN, base_url=box.api_url, base_file_url=box.file_url) as client:
        yield client
