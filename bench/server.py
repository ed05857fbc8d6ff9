"""The fake Bot API: a process of its own, so lean that no client waits for it (`python -m bench.server`).

One scenario per process. It is told what to do by JSON lines on stdin and replies with JSON lines on stdout:
`{"scenario": {...}}` -> `{"api": url}`, and by itself `{"done": true}` after the last answer;
`{"figures": true}` -> the figures; `{"guard": process group}` -> nothing.
End of stdin means that the bench is gone, perhaps killed: the guarded client goes, too.
"""

import asyncio
import gc
import json
import os
import signal
import sys
from contextlib import suppress

import uvloop

from bench.botapi import BotApi
from bench.ledger import Scenario
from bench.wire import Connection

LONGEST_LINE = 2**26  # a scenario of 6,000 presses is half a megabyte


async def main() -> None:
    """Serve until stdin ends."""
    loop = asyncio.get_running_loop()
    orders = asyncio.StreamReader(limit=LONGEST_LINE)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    api = BotApi(Scenario.read(json.loads(await orders.readline())["scenario"]))
    server = await loop.create_server(lambda: Connection(api), "127.0.0.1", 0, backlog=1024)
    gc.freeze()
    gc.disable()  # a pause of the server would count as the client's; the process is short-lived
    say({"api": f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"})
    play = asyncio.create_task(api.play())
    play.add_done_callback(lambda _: say({"done": True}))
    guarded = 0
    while line := await orders.readline():
        order = json.loads(line)
        guarded = order.get("guard", guarded)
        if "figures" in order:
            say(api.figures())
    if guarded:
        with suppress(ProcessLookupError):
            os.killpg(guarded, signal.SIGKILL)
    play.cancel()


def say(reply: dict[str, object]) -> None:
    """Write one line to the bench."""
    with suppress(BrokenPipeError):
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    uvloop.run(main())
