"""The fake Bot API's memory: which presses wait, were handed out, were answered, and when. No network in here."""

import json
import time
from collections import Counter
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

from bench.postbox import Mailing

FIRST_UPDATE = 100_000_001
FIRST_QUERY = 4_000_000_000_000_000_001
BOARD_MESSAGE = 7  # the board has this number in every group, so that a prepared bot can know it beforehand
BOT = {
    "id": 42,
    "is_bot": True,
    "first_name": "小伴",
    "username": "xiaoban_bench_bot",
    "can_read_all_group_messages": False,
}
BOARD_TEXT = (
    "📋 主题党日签到\n时间：今天 19:30\n地点：三楼会议室\n\n应到 120 人，已签到 0 人，请假 0 人\n请点下面的按钮签到。"
)
# Every variant gets the same keyboard (PTB's cost per update grows with it); only the pressed data is the bot's own.
KEYBOARD = [
    [{"text": text, "callback_data": data} for text, data in row]
    for row in (
        (("✅ 签到", "meet:sign:0001:Jc1yQm3a"), ("📝 请假", "meet:leave:0001:Zk8xQm3a")),
        (("📊 名单", "meet:list:0001:Pq0wQm3a"), ("❓ 帮助", "meet:help:0001:Lx4bQm3a")),
    )
]

Press = tuple[int, int, str]
"""(group chat id, user id, callback_data); in a private chat, both ids the same, it is words instead of a press."""
CRY = "救命，我不想活了"
"""Words that must never wait."""


@dataclass(frozen=True)
class Scenario:
    """What one trial plays. The first `warm` presses run before the clock starts."""

    presses: list[Press]
    warm: int
    pause: float = 1.0
    """Seconds between warm-up and clock: every client is back in its long poll, boards of the warm-up are edited."""
    rate: float | None = None
    """Presses per second, evenly spaced; None is the storm: all at once."""
    latency: float = 0.0
    """Seconds the server waits before each reply, getUpdates excepted."""
    mailing: Mailing | None = None
    """Where the bot has a broadcast to deliver, and Telegram's limits are enforced."""

    @classmethod
    def read(cls, told: dict[str, Any]) -> "Scenario":
        """From JSON."""
        mailing = told.pop("mailing", None)
        return cls(**told, mailing=None if mailing is None else Mailing(**mailing))


@dataclass
class Ledger:
    """Scores one scenario. Times are `time.monotonic()`: one clock for all processes of the machine."""

    scenario: Scenario
    released: int = 0
    confirmed: int = 0
    redelivered: int = 0
    duplicates: int = 0
    calls: Counter[str] = field(default_factory=Counter)
    edits: int = 0

    def __post_init__(self) -> None:
        """Generate all updates beforehand: in the run the server only joins bytes."""
        self.updates = [_update(number, press) for number, press in enumerate(self.scenario.presses)]
        self.chats = {str(chat) for chat, _, _ in self.scenario.presses[self.scenario.warm :]}
        self.waits = {user: number for number, (chat, user, _) in enumerate(self.scenario.presses) if chat == user}
        self.pressed: list[float] = []
        self.handed: dict[int, float] = {}
        self.answered: dict[int, float] = {}

    def release(self, count: int) -> None:
        """Let `count` more members press, now."""
        count = min(count, len(self.updates) - self.released)
        self.pressed += [time.monotonic()] * count
        self.released += count

    def confirm(self, offset: int) -> None:
        """Forget the updates before `offset`."""
        self.confirmed = max(self.confirmed, offset - FIRST_UPDATE)

    def take(self, limit: int) -> list[bytes]:
        """Return what waits, as getUpdates does: unconfirmed updates come again."""
        end = min(self.confirmed + limit, self.released)
        now = time.monotonic()
        for number in range(self.confirmed, end):
            self.redelivered += number in self.handed
            self.handed.setdefault(number, now)
        return self.updates[self.confirmed : end]

    def answer(self, query: str) -> bool:
        """Note an answer; False when no such press was handed out."""
        number = int(query) - FIRST_QUERY if query.isdigit() else -1
        if number not in self.handed:
            return False
        self.duplicates += number in self.answered
        self.answered.setdefault(number, time.monotonic())
        return True

    def hear(self, chat: int) -> None:
        """Note a message: whoever asked something in this chat has an answer."""
        number = self.waits.get(chat)
        if number is not None and number in self.handed:
            self.answered.setdefault(number, time.monotonic())

    def figures(self) -> dict[str, object]:
        """Everything the run is judged by; the warm-up is left out but for `first_answer`."""
        words = frozenset(self.waits.values())
        all_counted = [number for number in self.answered if number >= self.scenario.warm]
        counted = [number for number in all_counted if number not in words]
        cries = [n for n in all_counted if n in words and self.scenario.presses[n][2] == CRY]
        said = [n for n in all_counted if n in words and self.scenario.presses[n][2] != CRY]
        return {
            "answered": len(self.answered),
            "counted": len(counted),
            "seconds": max(self.answered[n] for n in counted) - self.pressed[self.scenario.warm] if counted else None,
            "first_answer": min(self.answered.values(), default=None),
            "pressed_ms": _spread([1000 * (self.answered[n] - self.pressed[n]) for n in counted]),
            "handed_ms": _spread([1000 * (self.answered[n] - self.handed[n]) for n in counted]),
            "said_ms": _spread([1000 * (self.answered[n] - self.pressed[n]) for n in said]),
            "cried_ms": _spread([1000 * (self.answered[n] - self.pressed[n]) for n in cries]),
            "duplicates": self.duplicates,
            "redelivered": self.redelivered,
            "edits": self.edits,
            "calls": dict(self.calls),
        }


def _spread(values: list[float]) -> list[float] | None:
    """Median and 99th percentile."""
    return [median(values), quantiles(values, n=100, method="inclusive")[98]] if len(values) > 1 else None


def _update(number: int, press: Press) -> bytes:
    chat, user, data = press
    who = {"id": user, "is_bot": False, "first_name": f"成员{user % 10_000}", "language_code": "zh-hans"}
    if chat == user:
        where = {"id": chat, "type": "private", "first_name": who["first_name"]}
        words = {"message_id": 100 + number, "from": who, "chat": where, "date": int(time.time()), "text": data}
        return json.dumps({"update_id": FIRST_UPDATE + number, "message": words}, ensure_ascii=False).encode()
    message = {
        "message_id": BOARD_MESSAGE,
        "from": BOT,
        "chat": {"id": chat, "title": "党支部学习群", "type": "supergroup"},
        "date": int(time.time()),
        "text": BOARD_TEXT,
        "reply_markup": {"inline_keyboard": KEYBOARD},
    }
    query = {
        "id": str(FIRST_QUERY + number),
        "from": who,
        "message": message,
        "chat_instance": str(chat),
        "data": data,
    }
    return json.dumps({"update_id": FIRST_UPDATE + number, "callback_query": query}, ensure_ascii=False).encode()
