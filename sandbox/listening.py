"""HTTP on loopback inside the running event loop."""

import asyncio
import socket
from datetime import UTC
from email.utils import format_datetime
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.server import ServerState

from sandbox.world.clock import Clock

HOST = "127.0.0.1"


class Dated:
    """Every response carries the sandbox's time, which is how a bot learns that the clock was put forward."""

    def __init__(self, app: ASGIApp, clock: Clock) -> None:
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and date the answer."""

        async def send_dated(message: Message) -> None:
            if message["type"] == "http.response.start":
                date = format_datetime(self._clock.now().astimezone(UTC), usegmt=True)
                message["headers"] = [*message.get("headers", []), (b"date", date.encode())]
            await send(message)

        await self._app(scope, receive, send_dated)


def _bound(port: int) -> socket.socket:
    """A socket that asyncio knows for TCP: unnamed, it would not switch off Nagle, at 40 ms an answer."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((HOST, port))
    except OSError:
        bound.close()
        raise
    return bound


class Listener:
    """uvicorn's protocol on a socket of ours.

    uvicorn's own Server takes the signals and sleeps a tenth of a second when it ends; with one server in every
    test that would be most of the suite's time.
    """

    def __init__(self, app: ASGIApp, port: int = 0) -> None:
        self._socket = _bound(port)
        self.port: int = self._socket.getsockname()[1]
        self._config = uvicorn.Config(
            app, log_config=None, access_log=False, lifespan="off", ws="none", date_header=False, server_header=False
        )
        self._state = ServerState()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._config.load()
        self._server = await asyncio.get_running_loop().create_server(self._protocol, sock=self._socket)
        return self

    def _protocol(self) -> asyncio.Protocol:
        make: Any = self._config.http_protocol_class
        protocol: asyncio.Protocol = make(config=self._config, server_state=self._state, app_state={})
        return protocol

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.close()
        for connection in list(self._state.connections):
            connection.shutdown()
        if self._state.tasks:
            await asyncio.wait(set(self._state.tasks), timeout=1)
        for connection in list(self._state.connections):
            transport: asyncio.Transport = connection.transport
            transport.abort()
