"""The bot as its operator starts it: `python -m bot`, in a process of its own."""

import asyncio
import atexit
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sandbox.box import Sandbox

ROOT = Path(__file__).parent.parent
COMMAND = (sys.executable, "-m", "bot")


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int | None
    said: str
    complained: str


def surroundings(folder: Path, **settings: object) -> dict[str, str]:
    """An environment with these settings and no others; `folder` is where it is started, and holds no `.env`."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("XIAOBAN_")}
    chosen = {f"XIAOBAN_{name.upper()}": str(value) for name, value in settings.items()}
    return bare | chosen | {"PYTHONPATH": str(ROOT), "PWD": str(folder)}


def against(box: Sandbox, token: str, database_url: str, key_file: Path, **more: object) -> dict[str, str]:
    """The environment of a bot that talks to this sandbox."""
    return surroundings(
        key_file.parent,
        token=token,
        api_url=box.api_url,
        file_url=box.file_url,
        database_url=database_url,
        key_file=key_file,
        **more,
    )


async def run(environment: dict[str, str], *arguments: str) -> Ended:
    """Run a command to its end."""
    process = await asyncio.create_subprocess_exec(
        *COMMAND,
        *arguments,
        env=environment,
        cwd=environment["PWD"],
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, complained = await process.communicate()
    return Ended(process.returncode, said.decode(), complained.decode())


class Running:
    """A bot at work in its own process; `kill` is kill -9, `stop` is what systemd does."""

    def __init__(self, number: int, log: Path) -> None:
        self._number = number
        self._code: int | None = None
        self.log = log

    async def kill(self) -> None:
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """The exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> int:
        if self._code is None:
            os.kill(self._number, how)  # nobody waited for it: its number is nobody else's yet
            self._code = await asyncio.to_thread(_ask, {"wait": self._number})
        return self._code


async def start(environment: dict[str, str]) -> Running:
    """Start the bot; what it logs is added to `bot.log` in its folder.

    It is forked off a process that has read the program already: that takes a tenth of the time, and what is killed is
    the whole bot all the same. `run` starts it as an operator does.
    """
    log = Path(environment["PWD"]) / "bot.log"
    return Running(_ask({"start": environment, "log": str(log)}), log)


def _ask(what: dict[str, object]) -> int:
    nursery = _nursery()
    if nursery.stdin is None or nursery.stdout is None:
        raise RuntimeError("it was started with both")
    nursery.stdin.write(json.dumps(what) + "\n")
    nursery.stdin.flush()
    return int(nursery.stdout.readline())


@cache
def _nursery() -> subprocess.Popen[str]:
    """One for all tests of this process; it ends when this process does, whose pipe it reads."""
    command = [sys.executable, "-m", "tests.nursery"]
    nursery = subprocess.Popen(command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - our own command
    atexit.register(_close, nursery)
    return nursery


def _close(nursery: subprocess.Popen[str]) -> None:
    nursery.communicate()


@asynccontextmanager
async def running(environment: dict[str, str]) -> AsyncIterator[Running]:
    bot = await start(environment)
    try:
        yield bot
    finally:
        await bot.kill()
