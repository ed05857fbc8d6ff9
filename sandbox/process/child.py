"""The bot's process: started, watched, unplugged and started again."""

import asyncio
import contextlib
import os
import signal
from collections import deque
from collections.abc import Callable
from typing import Final, Literal

from sandbox.process.leash import leash
from sandbox.process.worldfile import Run

State = Literal["off", "preparing", "running", "ended", "unplugged"]

TAIL_LINES: Final = 200
GRACE_SECONDS: Final = 8.0


class Child:
    """One bot process at a time. It is never restarted but by somebody's word."""

    def __init__(self, run: Run, on_change: Callable[[], None]) -> None:
        self._run = run
        self.environment: dict[str, str] = {}
        self._on_change = on_change
        self._process: asyncio.subprocess.Process | None = None
        self._watcher: asyncio.Task[None] | None = None
        self._prepared = False
        self.state: State = "off"
        self.tail: deque[str] = deque(maxlen=TAIL_LINES)

    @property
    def sentence(self) -> str:
        """How the bot is, for somebody who has never seen a terminal."""
        match self.state:
            case "off":
                return "小伴还没有启动。"
            case "preparing":
                return "小伴正在起床……"
            case "running":
                return "小伴在线。"
            case "unplugged":
                return "电源拔掉了，小伴不在线。点「重新启动」让它回来。"
            case "ended":
                return "小伴自己停下来了。点「重新启动」再试一次；原因在控制台的最后几行。"

    def _become(self, state: State) -> None:
        self.state = state
        self._on_change()

    async def start(self) -> None:
        """Start the bot, with the preparations the first time."""
        if self.state in {"preparing", "running"} or not self._run.command:
            return
        self._become("preparing")
        if not self._prepared:
            for words in self._run.before:
                if not await self._prepare(words):
                    self._give_up()
                    return
            self._prepared = True
        process = await self._spawn(self._run.command)
        if process is None:
            self._give_up()
            return
        self._process = process
        self._become("running")
        self._watcher = asyncio.create_task(self._follow(process))

    def _give_up(self) -> None:
        if self.state == "preparing":
            self._become("ended")

    async def _prepare(self, words: list[str]) -> bool:
        process = await self._spawn(words)
        if process is None:
            return False
        self._process = process
        await self._read(process)
        return await process.wait() == 0

    async def _spawn(self, words: list[str]) -> asyncio.subprocess.Process | None:
        try:
            return await asyncio.create_subprocess_exec(
                *words,
                env=os.environ | self.environment | self._run.environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=leash(),
            )
        except OSError as error:
            self._say(f"{words[0]}：{error}")
            return None

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        rest = b""
        while process.stdout is not None and (piece := await process.stdout.read(65536)):
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                self._say(line.decode("utf-8", "replace"))
        if rest:
            self._say(rest.decode("utf-8", "replace"))

    def _say(self, line: str) -> None:
        self.tail.append(line)
        self._on_change()

    async def _follow(self, process: asyncio.subprocess.Process) -> None:
        await self._read(process)
        code = await process.wait()
        if self.state == "running":
            self._say(f"（进程结束，代码 {code}）")
            self._become("ended")

    async def unplug(self) -> None:
        """kill -9, as when somebody pulls the plug."""
        if self.state in {"preparing", "running"}:
            self._become("unplugged")
            await self._end(signal.SIGKILL)

    async def stop(self) -> None:
        """End the bot politely, and with force if it does not listen."""
        if self.state in {"preparing", "running"}:
            self._become("off")
            try:
                async with asyncio.timeout(GRACE_SECONDS):
                    await self._end(signal.SIGTERM)
            except TimeoutError:
                await self._end(signal.SIGKILL)

    async def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, how)
        await self._process.wait()
        if self._watcher is not None:
            await asyncio.shield(self._watcher)
