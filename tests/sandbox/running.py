"""``python -m sandbox`` as a process beside the test."""

import asyncio
import json
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp

ROOT = Path(__file__).parents[2]
PATIENCE = 30


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port


@asynccontextmanager
async def sandbox(*arguments: object) -> AsyncIterator[Process]:
    """The sandbox with these arguments; told to end, if it has not ended by itself."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "sandbox",
        *map(str, arguments),
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=PIPE,
        stderr=PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
            await process.communicate()


async def address_of(process: Process) -> str:
    """What it printed first: where to open the page."""
    assert process.stdout is not None
    line = (await asyncio.wait_for(process.stdout.readline(), 15)).decode()
    assert line.startswith("打开网页，就能和小伴聊天： http://127.0.0.1:")
    return line.split()[-1]


async def state_when(session: aiohttp.ClientSession, address: str, wanted: str, said: str = "醒了") -> dict[str, Any]:
    """The page's state once the bot's process is as wanted; a running one must have said that it is awake."""
    child: dict[str, Any] = {}
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE), session.get(f"{address}/page/events") as events:
            async for line in events.content:
                news = json.loads(line[6:]) if line.startswith(b"data: ") else {}
                state: dict[str, Any] = news.get("state") or {"process": child}
                child = state["process"]
                if child.get("state") == wanted and (wanted != "running" or said in str(child["tail"])):
                    return state
    msg = f"the bot's process is not {wanted}: {child}"
    raise AssertionError(msg)
