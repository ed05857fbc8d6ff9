"""HTTP/1.1 as the clients of this bench speak it, parsed by hand: the server must never be the slow side."""

import asyncio
import json
import re
import time
from email.utils import formatdate
from functools import lru_cache
from typing import Protocol, cast
from urllib.parse import parse_qsl

MULTIPART = re.compile(rb'name="([a-z_]+)"\r\n(?:[^\r]+\r\n)*\r\n(.*?)\r\n--', re.DOTALL)
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
HEAD = b"HTTP/1.1 %d Said\r\nContent-Type: application/json\r\nDate: %s\r\nContent-Length: %d\r\n\r\n"


class Api(Protocol):
    """What stands behind a connection."""

    def call(self, connection: "Connection", method: str, given: dict[str, str]) -> None:
        """Take one call; `connection.reply` is due, at once or later."""

    def gone(self, connection: "Connection") -> None:
        """Forget a client that hung up."""


def fields(body: bytes) -> dict[str, str]:
    """Read the parameters of a call in any of the encodings that clients use."""
    if body.startswith(b"{"):
        return {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in json.loads(body).items()
        }
    if body.startswith(b"--"):
        return {name.decode(): value.decode(errors="replace") for name, value in MULTIPART.findall(body)}
    return dict(parse_qsl(body.decode()))


class Connection(asyncio.Protocol):
    """Keep-alive and Content-Length, one call at a time; no chunks, no pipelining: no client here sends them."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self.buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self.transport = cast(asyncio.Transport, transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """Hand nothing to a client that hung up."""
        self.api.gone(self)

    def data_received(self, data: bytes) -> None:
        """Collect one whole call."""
        self.buffer += data
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        found = LENGTH.search(self.buffer, 0, end)
        whole = end + 4 + (int(found[1]) if found else 0)
        if len(self.buffer) >= whole:
            call, self.buffer = self.buffer[:whole], self.buffer[whole:]
            path, _, query = call.split(b" ", 2)[1].partition(b"?")
            self.api.call(self, path.rpartition(b"/")[2].decode(), fields(query) | fields(call[end + 4 :]))

    def reply(self, body: bytes, status: int = 200) -> None:
        """Send one reply, unless nobody is there any more."""
        if not self.transport.is_closing():
            self.transport.write(HEAD % (status, _date(int(time.time())), len(body)) + body)


@lru_cache(maxsize=1)
def _date(second: int) -> bytes:
    """Telegram dates its replies and our bot sets its clock by them: without it the bench would flatter the bot."""
    return formatdate(second, usegmt=True).encode()
