"""What happened, and how to wait for it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.world.chats import Chat
from sandbox.world.messages import Message


@dataclass(frozen=True)
class Posted:
    """A new message."""

    chat: Chat
    message: Message


@dataclass(frozen=True)
class Edited:
    """A message changed in place."""

    chat: Chat
    message: Message


@dataclass(frozen=True)
class Vanished:
    """A message is gone."""

    chat: Chat
    message_id: int


@dataclass(frozen=True)
class Answered:
    """A bot answered somebody's press of a button."""

    person_id: int
    query_id: str
    text: str
    alert: bool
    url: str

    @property
    def says_something(self) -> bool:
        """Whether the person sees anything of it."""
        return bool(self.text or self.url)


@dataclass(frozen=True)
class Changed:
    """Anything else: members, switches, the clock, a call."""

    what: str


Event = Posted | Edited | Vanished | Answered | Changed


class Watch:
    """Tells listeners at once and wakes those who wait; nobody polls."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Event], None]] = []
        self._sleepers: set[asyncio.Future[None]] = set()

    def listen(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Hear of every event; the answer ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, event: Event) -> None:
        """Something happened."""
        for listener in list(self._listeners):
            listener(event)
        for sleeper in self._sleepers:
            if not sleeper.done():
                sleeper.set_result(None)

    async def until(self, predicate: Callable[[], object], seconds: float) -> bool:
        """Wait in real time until the predicate holds; False when it did not come to hold."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while not predicate():
            left = deadline - loop.time()
            if left <= 0:
                return False
            sleeper = loop.create_future()
            self._sleepers.add(sleeper)
            try:
                await asyncio.wait_for(sleeper, left)
            except TimeoutError:
                return bool(predicate())
            finally:
                self._sleepers.discard(sleeper)
        return True
