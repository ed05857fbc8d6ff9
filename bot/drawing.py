"""Having pictures drawn, by a process that ends with the picture: the bot stays small, and its loop free."""

import asyncio
import json
import logging
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from dataclasses import dataclass, field
from pathlib import Path

from domain.pictures import Picture, packed

SECONDS = 10  # for waiting and drawing together; one picture takes a fifth of a second
_HOUSE = Path(__file__).resolve().parents[1]  # where the packages lie side by side, in a clone as in an installation
_NEEDED = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "SYSTEMROOT")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Studio:
    """One picture at a time: a hundred people who look at a chart together wait a little, and take no memory."""

    command: tuple[str, ...] = (sys.executable, "-m", "pictures")
    seconds: float = SECONDS
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def draw(self, picture: Picture) -> bytes | None:
        """The picture as a PNG; None where it cannot be drawn, or not in time: its words go alone then."""
        try:
            async with asyncio.timeout(self.seconds), self._one:
                png = await self._ask(json.dumps(packed(picture)).encode())
        except (TimeoutError, OSError) as error:
            log.warning("图没有画出来（%s），只发文字。", type(error).__name__)
            return None
        if png is None:
            log.warning("图没有画出来，只发文字；可以运行 python -m pictures 看看缺什么。")
        return png

    async def _ask(self, facts: bytes) -> bytes | None:
        process = await asyncio.create_subprocess_exec(
            *self.command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, cwd=_HOUSE, env=_surroundings()
        )
        try:
            png, _ = await process.communicate(facts)
        finally:
            await _gone(process)
        return png if process.returncode == 0 and png else None


async def _gone(process: Process) -> None:
    """Nothing is left of it, whether it is done, too slow, or the bot is going."""
    if process.returncode is None:
        process.kill()
        await process.wait()


def _surroundings() -> dict[str, str]:
    """What Python needs to start; the token and where the database is are none of its business."""
    return {name: os.environ[name] for name in _NEEDED if name in os.environ}
