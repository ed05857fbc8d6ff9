"""How fast a bot may send: one message a second and chat, twenty a minute and group, thirty a second in all."""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import Final

from sandbox.world.refusals import too_many_requests


@dataclass(frozen=True)
class Rate:
    """At most `times` in any `seconds`."""

    times: int
    seconds: float


PER_CHAT: Final = Rate(1, 1)
PER_GROUP: Final = Rate(20, 60)
OVERALL: Final = Rate(30, 1)


@dataclass
class Limits:
    """The official limits as strict sliding windows on the sandbox's clock; edits count like messages.

    The real server tolerates short bursts. This one does not, so that a test that passes here passes there.
    """

    enforce: bool = False
    _sent: dict[tuple[str, int], deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def spend(self, bot_id: int, chat_id: int, now: float) -> None:
        """Count one message, or refuse it with the time after which it would pass."""
        if not self.enforce:
            return
        windows = [(PER_CHAT, self._sent["chat", chat_id]), (OVERALL, self._sent["bot", bot_id])]
        if chat_id < 0:
            windows.append((PER_GROUP, self._sent["group", chat_id]))
        wait = max(_wait(rate, sent, now) for rate, sent in windows)
        if wait > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        for _, sent in windows:
            sent.append(now)


def _wait(rate: Rate, sent: deque[float], now: float) -> float:
    while sent and sent[0] <= now - rate.seconds:
        sent.popleft()
    return 0.0 if len(sent) < rate.times else sent[-rate.times] + rate.seconds - now
