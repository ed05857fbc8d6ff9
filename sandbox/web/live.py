"""The page's live line: server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Final

from sandbox.web import view
from sandbox.world.actors import Json
from sandbox.world.watch import Changed, Event
from sandbox.world.world import World

_INVISIBLE: Final = frozenset({"calls", "polls"})


class Line:
    """What one open page has still to be told. Many changes of state in a row are told once."""

    def __init__(self, world: World, process: view.Process | None) -> None:
        self._world = world
        self._process = process
        self._news: asyncio.Queue[Json | None] = asyncio.Queue()
        self._state_is_due = False

    def _listen(self, event: Event) -> None:
        if isinstance(event, Changed) and event.what == "closing":
            self._news.put_nowait(None)
            return
        seen = view.event_view(event)
        if seen is not None:
            self._news.put_nowait(seen)
        elif not self._state_is_due and not (isinstance(event, Changed) and event.what in _INVISIBLE):
            self._state_is_due = True
            self._news.put_nowait({"kind": "state"})

    async def events(self) -> AsyncIterator[str]:
        """The events as text, from everything there is to the closing of the world."""
        first = view.everything(self._world, self._process)
        stop = self._world.watch.listen(self._listen)
        try:
            yield _line(first)
            while (news := await self._news.get()) is not None:
                if news["kind"] == "state":
                    self._state_is_due = False
                    news["state"] = view.state(self._world, self._process)
                yield _line(news)
        finally:
            stop()


def _line(news: Json) -> str:
    return f"data: {json.dumps(news, ensure_ascii=False)}\n\n"
