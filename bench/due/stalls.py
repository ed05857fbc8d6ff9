"""How long an event loop could not turn to anything else."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

LOOK_EVERY = 0.001


class Stalls:
    """Looks every millisecond; `worst` is the longest time in which it could not, in seconds."""

    def __init__(self) -> None:
        self.worst = 0.0

    async def watch(self) -> None:
        """Look until cancelled."""
        while True:
            before = time.monotonic()  # the loop's own time has whole milliseconds
            await asyncio.sleep(LOOK_EVERY)
            self.worst = max(self.worst, time.monotonic() - before - LOOK_EVERY)


@asynccontextmanager
async def watched() -> AsyncIterator[Stalls]:
    """Watch the loop while the block runs."""
    stalls = Stalls()
    task = asyncio.create_task(stalls.watch())
    try:
        yield stalls
        await asyncio.sleep(2 * LOOK_EVERY)
    finally:
        task.cancel()
