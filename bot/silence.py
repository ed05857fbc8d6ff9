"""When nothing may be said for a while: on one topic, in one chat, or anywhere. By the clock on the wall, as Telegram
and the database count it; the pace of a second is `bot/pacing.py`'s."""

from datetime import datetime, timedelta

SAME_TOPIC = timedelta(seconds=3)  # the row M24: a board is edited at most every three seconds
WHOLE_BOT = 3  # so many chats in a row hear 429: it is not they that are too fast, but we
IN_A_ROW_WITHIN = timedelta(seconds=2)
LONGEST_PAUSE = 30.0


class Silence:
    """Remembers what Telegram asked for, and how long it has been away."""

    def __init__(self) -> None:
        self._topics: dict[str, datetime] = {}
        self._chats: dict[int, datetime] = {}
        self._refused: dict[int, datetime] = {}  # in a row, with nothing that went through between them
        self._flood: datetime | None = None
        self._away: datetime | None = None
        self._seconds = 1.0

    def everywhere(self, now: datetime) -> datetime | None:
        """Until when nobody at all is written to; None means that all is well."""
        return max((until for until in (self._flood, self._away) if until is not None and until > now), default=None)

    def chats(self, now: datetime) -> dict[int, datetime]:
        """The chats that Telegram told us to leave alone, and until when."""
        self._chats = {chat_id: until for chat_id, until in self._chats.items() if until > now}
        return self._chats

    def topic_free_at(self, topic: str | None, now: datetime) -> datetime:
        """When this living message may be edited again. One edited in the future was so before the clock was put."""
        last = self._topics.get(topic) if topic is not None else None
        return now if last is None or last > now else last + SAME_TOPIC

    def shown(self, topic: str, now: datetime) -> None:
        """A living message is sent or edited. Those that may be edited again are forgotten."""
        while self._topics and self._topics[(first := next(iter(self._topics)))] + SAME_TOPIC <= now:
            del self._topics[first]
        self._topics.pop(topic, None)
        self._topics[topic] = now

    def hush(self, chat_id: int, until: datetime, now: datetime) -> None:
        """Telegram told us to leave this chat alone; where chat after chat says so, it means all of them."""
        self._chats[chat_id] = max(until, self._chats.get(chat_id, until))
        self._refused = {chat: at for chat, at in self._refused.items() if at + IN_A_ROW_WITHIN > now} | {chat_id: now}
        if len(self._refused) >= WHOLE_BOT:
            self._flood = max(until, self._flood or until)

    def away(self, now: datetime) -> datetime:
        """Telegram did not answer: all letters wait, a little longer each time; returns when to try again."""
        if self._away is None or self._away <= now:
            self._away = now + timedelta(seconds=self._seconds)
            self._seconds = min(LONGEST_PAUSE, self._seconds * 2)
        return self._away

    def answered(self) -> None:
        """Something went through. It was perhaps on its way before Telegram asked for a pause, which lasts."""
        self._refused.clear()
        self._away, self._seconds = None, 1.0

    def clock_was_put(self, by: timedelta) -> None:
        """What was to last ten seconds still does, whatever the clock on the wall says now."""
        self._chats = {chat_id: until + by for chat_id, until in self._chats.items()}
        self._flood = None if self._flood is None else self._flood + by
        self._away = None if self._away is None else self._away + by
