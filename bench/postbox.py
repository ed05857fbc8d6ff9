"""Where the fake Bot API's messages land: who got what and when, within limits that do not forgive. No network."""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

MARK = "测速通知"
"""Words that a broadcast's letters carry and no other message does."""
FIRST_RECIPIENT = 6_000_000_000
TOO_FAST_SECONDS = 3

OVERALL = (30, 1.0)
PER_CHAT = (1, 1.0)
PER_GROUP = (20, 60.0)
_TOO_FAST, _FORBIDDEN = 13, 47  # where in each hundred chats those begin that are refused

Refused = tuple[int, str, int | None]
"""(error code, description, retry_after)"""


@dataclass(frozen=True)
class Mailing:
    """What the server waits for, and how hard it makes it. Shares are whole percents of the recipients."""

    letters: int
    """As many recipients have to get theirs, or be refused for good; 0 waits for none."""
    too_fast: int = 0
    """These are refused once with 429, though nobody was too fast."""
    forbidden: int = 0
    """These have blocked the bot."""
    per_chat: bool = True
    """Whether one message a second in a chat is enforced, too."""


class Postbox:
    """Takes messages in, or refuses them. Sliding windows, no bursts: stricter than the real server."""

    def __init__(self, mailing: Mailing, seconds: Callable[[], float] = time.monotonic) -> None:
        self.mailing = mailing
        self.noted: Callable[[int, bool, float], None] | None = None
        self._seconds = seconds
        self.delivered = 0
        self.twice = 0
        self.blocked: set[int] = set()
        self.injected = 0
        self.provoked = 0
        self._got: set[int] = set()
        self._times: list[float] = []
        self._last_letter = 0
        self._hushed: dict[int, float] = {}
        self._sent: dict[object, deque[float]] = defaultdict(deque)

    def take(self, chat: int, text: str) -> Refused | None:
        """Take a message or an edit; None where it is in."""
        now = self._seconds()
        wait = max(self._wait(chat, now), self._hushed.get(chat, now) - now)
        if wait > 0:
            self.provoked += 1
            return _too_many(math.ceil(wait))
        letter = MARK in text
        if letter and chat not in self._hushed and _is_among(chat, _TOO_FAST, self.mailing.too_fast):
            self.injected += 1
            self._hushed[chat] = now + TOO_FAST_SECONDS
            return _too_many(TOO_FAST_SECONDS)
        self.put(chat, letter, now)
        return (403, "Forbidden: bot was blocked by the user", None) if chat in self.blocked else None

    def put(self, chat: int, letter: bool, now: float) -> None:
        """Note a message that took its place in Telegram's limits."""
        for name, _ in self._windows(chat):
            self._sent[name].append(now)
        self._times.append(now)
        if letter:
            self._last_letter = len(self._times) - 1
        if _is_among(chat, _FORBIDDEN, self.mailing.forbidden):
            self.blocked.add(chat)
        elif letter:
            self.twice += chat in self._got
            self._got.add(chat)
            self.delivered = len(self._got)
        if self.noted is not None:
            self.noted(chat, letter, now)

    @property
    def full(self) -> bool:
        """Whether everybody has theirs."""
        return self.delivered + len(self.blocked) >= self.mailing.letters

    def figures(self) -> dict[str, object]:
        """What came of it; `span` is the time from the first message to the last letter of the broadcast."""
        times = self._times[: self._last_letter + 1]
        return {
            "delivered": self.delivered,
            "blocked": len(self.blocked),
            "twice": self.twice,
            "taken": len(times),
            "span": times[-1] - times[0] if times else 0.0,
            "silence": max((later - sooner for sooner, later in pairwise(times)), default=0.0),
            "injected": self.injected,
            "provoked": self.provoked,
        }

    def _windows(self, chat: int) -> list[tuple[object, tuple[int, float]]]:
        windows: list[tuple[object, tuple[int, float]]] = [("all", OVERALL)]
        if self.mailing.per_chat:
            windows.append((("chat", chat), PER_CHAT))
            if chat < 0:
                windows.append((("group", chat), PER_GROUP))
        return windows

    def _wait(self, chat: int, now: float) -> float:
        longest = 0.0
        for name, (times, seconds) in self._windows(chat):
            sent = self._sent[name]
            while sent and sent[0] <= now - seconds:
                sent.popleft()
            if len(sent) >= times:
                longest = max(longest, sent[-times] + seconds - now)
        return longest


def _is_among(chat: int, first: int, percent: int) -> bool:
    return chat >= FIRST_RECIPIENT and first <= chat % 100 < first + percent


def _too_many(seconds: int) -> Refused:
    return 429, f"Too Many Requests: retry after {seconds}", seconds
