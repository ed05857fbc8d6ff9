"""When a chat may be written to again: Telegram's limits as pure bookkeeping.

Telegram publishes "one message a second in a chat, short bursts tolerated", "20 a minute in a group, edits counted"
and "about 30 a second overall" (Bots FAQ). Waiting a little here costs nothing; being refused costs the whole chat.
"""

from collections import deque
from datetime import datetime, timedelta

from domain.messages import Lane

OVERALL = (30, timedelta(seconds=1))
RESERVED = 3  # of the thirty a second, for danger alone (L6): a broadcast is a tenth slower, and nobody waits behind it
ORDINARY = (OVERALL[0] - RESERVED, OVERALL[1])
GROUP = (20, timedelta(minutes=1))
BURST = (3, timedelta(seconds=3))  # one a second on average, three at once for an answer that comes in parts
SAME_TOPIC = timedelta(seconds=3)  # the row M24: a board is edited at most every three seconds
MARGIN = timedelta(milliseconds=20)  # our clock and the server's do not see the same instant

_FORGET_AFTER = timedelta(minutes=2)


class Pacing:
    """Remembers what was sent lately, and answers when the next may go."""

    def __init__(self) -> None:
        self._overall: deque[datetime] = deque(maxlen=OVERALL[0])
        self._ordinary: deque[datetime] = deque(maxlen=ORDINARY[0])
        self._chats: dict[int, deque[datetime]] = {}
        self._topics: dict[str, datetime] = {}
        self._hushed: dict[int, datetime] = {}

    def overall_free_at(self, now: datetime, lane: Lane = Lane.ANSWER) -> datetime:
        """When the bot as a whole may send on this lane again; `now` or earlier means at once."""
        free = _free_at(self._overall, *OVERALL, now)
        return free if lane == Lane.DANGER else max(free, _free_at(self._ordinary, *ORDINARY, now))

    def chat_free_at(self, chat_id: int, now: datetime, lane: Lane = Lane.ANSWER) -> datetime:
        """When this chat may be written to again. Danger has one more place in a burst; what Telegram said holds."""
        sent = self._chats.get(chat_id, deque())
        most, span = BURST
        free = max(self._hushed.get(chat_id, now), _free_at(sent, most + (lane == Lane.DANGER), span, now))
        return max(free, _free_at(sent, *GROUP, now)) if chat_id < 0 else free

    def topic_free_at(self, topic: str | None, now: datetime) -> datetime:
        """When this living message may be edited again."""
        last = self._topics.get(topic) if topic is not None else None
        return now if last is None else last + SAME_TOPIC

    def sent(self, chat_id: int, topic: str | None, now: datetime, lane: Lane = Lane.ANSWER) -> None:
        """Take note of one sending."""
        self._overall.append(now)
        if lane != Lane.DANGER:
            self._ordinary.append(now)
        self._chats.setdefault(chat_id, deque(maxlen=GROUP[0])).append(now)
        if topic is not None:
            self._topics[topic] = now

    def hush(self, chat_id: int, until: datetime) -> None:
        """Telegram told us to leave this chat alone."""
        self._hushed[chat_id] = max(until, self._hushed.get(chat_id, until))

    def resting(self, now: datetime, lane: Lane = Lane.ANSWER) -> dict[int, datetime]:
        """Chats that must not be written to now on this lane, and until when. Forgets what no longer matters."""
        quiet = [chat_id for chat_id, sent in self._chats.items() if sent[-1] + _FORGET_AFTER < now]
        for chat_id in quiet:
            del self._chats[chat_id]
        self._topics = {topic: last for topic, last in self._topics.items() if last + SAME_TOPIC > now}
        self._hushed = {chat_id: until for chat_id, until in self._hushed.items() if until > now}
        chats = self._chats.keys() | self._hushed.keys()
        free = {chat_id: self.chat_free_at(chat_id, now, lane) for chat_id in chats}
        return {chat_id: until for chat_id, until in free.items() if until > now}


def _free_at(sent: deque[datetime], most: int, span: timedelta, now: datetime) -> datetime:
    """The first moment at which `most` sendings do not all lie within the last `span`."""
    return now if len(sent) < most else max(now, sent[-most] + span + MARGIN)
