"""The sandbox in one process with whoever uses it."""

import asyncio
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

from starlette.applications import Starlette

from sandbox.botapi.courier import Courier
from sandbox.botapi.routes import bot_api_routes
from sandbox.listening import HOST, Dated, Listener
from sandbox.web.routes import Page, Powered
from sandbox.world.clock import Now
from sandbox.world.world import World


class Sandbox:
    """A world and the server that speaks for it: ``async with Sandbox() as box``."""

    def __init__(
        self,
        now: Now | None = None,
        *,
        world: World | None = None,
        port: int = 0,
        process: Powered | None = None,
    ) -> None:
        self.world = world or World(now)
        app = Starlette(routes=[*bot_api_routes(self.world), *Page(self.world, process).routes()])
        self._listener = Listener(Dated(app, self.world.clock), port)
        self._stack = AsyncExitStack()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://{HOST}:{self._listener.port}"

    @property
    def api_url(self) -> str:
        """The base URL of the Bot API; a token is appended directly."""
        return f"{self.address}/bot"

    @property
    def file_url(self) -> str:
        """The base URL of file downloads; a token is appended directly."""
        return f"{self.address}/file/bot"

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self._listener)
        courier = asyncio.create_task(Courier(self.world).run())
        self._stack.push_async_callback(self._end, courier)
        return self

    async def _end(self, courier: asyncio.Task[None]) -> None:
        self.world.close()
        await courier

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()
