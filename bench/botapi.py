"""The Bot API methods that clients of the bench call, answered out of the ledger."""

import asyncio
import json
import time
from collections.abc import Callable

from bench.ledger import BOARD_MESSAGE, BOT, Ledger, Scenario
from bench.postbox import Postbox
from bench.wire import Connection

MESSAGES = frozenset({"sendMessage", "sendDocument", "sendPhoto"})
Reply = tuple[bytes, int]
"""(body, HTTP status)"""
_DONE: Reply = (b'{"ok":true,"result":true}', 200)


class BotApi:
    """Answers Bot API methods out of the ledger. A token is not checked."""

    def __init__(self, scenario: Scenario, seconds: Callable[[], float] = time.monotonic) -> None:
        self.ledger = Ledger(scenario)
        self.waiting: tuple[Connection, int, asyncio.TimerHandle] | None = None
        self.warmed = asyncio.Event()
        self.finished = asyncio.Event()
        self.messages = 1000
        self.postbox = Postbox(scenario.mailing, seconds) if scenario.mailing is not None else None
        self.notice_progress()

    async def play(self) -> None:
        """Let the members press: the warm-up, a pause, and then the storm or the steady rate."""
        scenario = self.ledger.scenario
        self.press(scenario.warm)
        await self.warmed.wait()
        await asyncio.sleep(scenario.pause)
        if scenario.rate is None:
            self.press(len(scenario.presses))
        else:
            start = time.monotonic()
            for number in range(len(scenario.presses) - scenario.warm):
                await asyncio.sleep(start + number / scenario.rate - time.monotonic())
                self.press(1)
        await self.finished.wait()

    def press(self, count: int) -> None:
        """Release presses, and hand them out if somebody waits for them."""
        self.ledger.release(count)
        if self.waiting is not None:
            connection, limit, _ = self.waiting
            self.hand_out(connection, limit)

    def call(self, connection: Connection, method: str, given: dict[str, str]) -> None:
        """Reply to one call."""
        self.ledger.calls[method] += 1
        if method == "getUpdates":
            self.get_updates(connection, given)
            return
        if method == "answerCallbackQuery":
            known = self.ledger.answer(given["callback_query_id"])
            self.notice_progress()
            reply = _DONE if known else _refusal(400, "Bad Request: query ID is invalid")
        else:
            reply = self.other(method, given)
        delay = self.ledger.scenario.latency
        if delay:
            asyncio.get_running_loop().call_later(delay, connection.reply, *reply)
        else:
            connection.reply(*reply)

    def get_updates(self, connection: Connection, given: dict[str, str]) -> None:
        """Hand out what waits, or hold the call until somebody presses or its time is up; a newer call wins."""
        if self.waiting is not None:
            self.gone(self.waiting[0])
        limit = max(1, min(100, int(given.get("limit", 100))))
        timeout = float(given.get("timeout", 0))
        self.ledger.confirm(int(given.get("offset", 0)))
        if timeout and self.ledger.confirmed >= self.ledger.released:
            timer = asyncio.get_running_loop().call_later(timeout, self.hand_out, connection, limit)
            self.waiting = (connection, limit, timer)
        else:
            self.hand_out(connection, limit)

    def hand_out(self, connection: Connection, limit: int) -> None:
        """Reply to getUpdates."""
        if self.waiting is not None:
            self.waiting[2].cancel()
            self.waiting = None
        connection.reply(b'{"ok":true,"result":[' + b",".join(self.ledger.take(limit)) + b"]}")

    def figures(self) -> dict[str, object]:
        """Return everything the run is judged by."""
        return self.ledger.figures() | ({} if self.postbox is None else {"post": self.postbox.figures()})

    def notice_progress(self) -> None:
        """Wake whoever waits for the end of the warm-up or of the whole scenario."""
        if len(self.ledger.answered) >= self.ledger.scenario.warm:
            self.warmed.set()
        if len(self.ledger.answered) == len(self.ledger.updates) and (self.postbox is None or self.postbox.full):
            self.finished.set()

    def other(self, method: str, given: dict[str, str]) -> Reply:
        """Reply to a method that is not on the hot path."""
        if method == "getMe":
            return _result(BOT | {"can_join_groups": True, "can_read_all_group_messages": True})
        if method == "getWebhookInfo":
            return _result({"url": "", "has_custom_certificate": False, "pending_update_count": 0})
        if self.postbox is not None and (method.startswith("edit") or method in MESSAGES):
            refused = self.postbox.take(int(given.get("chat_id", 0)), given.get("text", given.get("caption", "")))
            if refused is not None:
                self.notice_progress()
                return _refusal(*refused)
        if method.startswith("edit"):
            self.ledger.edits += given.get("chat_id", "") in self.ledger.chats
            return self.message(given, int(given.get("message_id", BOARD_MESSAGE)))
        if method in MESSAGES:
            self.messages += 1
            self.ledger.hear(int(given.get("chat_id", 0)))
            self.notice_progress()
            return self.message(given, self.messages)
        if method.startswith(("set", "delete", "pin", "unpin")) or method in {"close", "logOut", "sendChatAction"}:
            return _result(True)
        return _refusal(404, "Not Found: method not found")

    def message(self, given: dict[str, str], number: int) -> Reply:
        """Return a message as it would stand in its chat."""
        chat = int(given.get("chat_id", 0))
        where = (
            {"id": chat, "type": "private", "first_name": "成员"} if chat > 0 else {"id": chat, "type": "supergroup"}
        )
        text = given.get("text", given.get("caption", ""))
        return _result({"message_id": number, "from": BOT, "chat": where, "date": int(time.time()), "text": text})

    def gone(self, connection: Connection) -> None:
        """Hand nothing to a client that hung up."""
        if self.waiting is not None and self.waiting[0] is connection:
            self.waiting[2].cancel()
            self.waiting = None


def _result(value: object) -> Reply:
    return json.dumps({"ok": True, "result": value}, ensure_ascii=False).encode(), 200


def _refusal(code: int, description: str, retry_after: int | None = None) -> Reply:
    said: dict[str, object] = {"ok": False, "error_code": code, "description": description}
    if retry_after is not None:
        said["parameters"] = {"retry_after": retry_after}
    return json.dumps(said).encode(), code
