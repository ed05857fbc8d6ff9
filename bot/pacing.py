"""When Telegram may be written to again: its limits as pure bookkeeping, in steady seconds.

Telegram publishes "about 30 a second overall", "one message a second in a chat, short bursts tolerated" and "20 a
minute in a group, edits counted" (Bots FAQ). We keep them as strict sliding windows, without any burst in a chat: a
second part that comes a second later annoys nobody, and being refused costs the whole chat.

What counts is when the *server* sees a message, and between us and it lie a busy machine and a network. So each
sending has a span: it left at one moment and was answered at another. One that took longer than the fastest of late may
have arrived that much later, and the second after which its place is free again begins that much later, too.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from domain.messages import Lane

OVERALL, SECOND = 30, 1.0
GROUP, MINUTE = 20, 60.0
HAIR = 0.006  # a second's thirty slots are this much longer than a second: the jitter that costs nothing
SLOT = (SECOND + HAIR) / OVERALL
TOGETHER = 20  # after a quiet second; ten places stay free for danger until the slots are even
MARGIN = 0.02  # in a chat there is one letter at a time, and time enough
_CATCH_UP = 0.1  # who wakes late sends closer together, but makes up for no more than this
_DOUBT = 0.25  # a very late answer says little about when the message came: no more than this is waited for
_KEPT = 4 * OVERALL
_NEVER = float("-inf")
_FASTEST_OF = 300


@dataclass(slots=True, eq=False)
class Sending:
    """One message on its way: when it left, and when it was answered."""

    chat_id: int
    lane: Lane
    left_at: float
    answered_at: float | None = None
    spoke: bool = False

    def leaves(self, now: float) -> None:
        """It goes on the wire in this moment, whatever was done before."""
        self.left_at, self.spoke = now, True


class Pacing:
    """Remembers what was sent lately, and answers when the next may go."""

    def __init__(self) -> None:
        self._sent: deque[Sending] = deque(maxlen=_KEPT)
        self._next_slot = 0.0
        self._took: deque[float] = deque(maxlen=_FASTEST_OF)
        self._fastest = 0.0
        self._chats: dict[int, float] = {}  # when each rested enough, in that order
        self._hurried: set[int] = set()  # of these, those that rest after a word of danger
        self._minutes: dict[int, deque[float]] = {}  # of groups, the longest quiet first
        self._full: dict[int, float] = {}  # groups that have had their minute's share

    def free_at(self, lane: Lane, now: float) -> float:
        """When the bot as a whole may send on this lane; `now` or earlier means at once.

        Danger takes the first place there is. All else goes slot by slot, except the first after a quiet second.
        """
        free = sorted(self._free_again_at(sending, now) for sending in self._sent)
        place = free[-OVERALL] if len(free) >= OVERALL else now
        quiet = len(free) < TOGETHER or free[-TOGETHER] <= now
        return place if lane == Lane.DANGER or quiet else max(place, self._next_slot)

    def chat_free_at(self, chat_id: int, lane: Lane, now: float) -> float:
        """When this chat may be written to. Danger does not wait for a second that something else has just begun.

        Of all bursts it is the one worth a refusal; a second word of danger waits like everything else.
        """
        hurries = lane == Lane.DANGER and chat_id not in self._hurried
        rested = now if hurries else self._chats.get(chat_id, now)
        return max(rested, self._full.get(chat_id, now))

    def take(self, chat_id: int, lane: Lane, now: float) -> Sending:
        """A letter gets its slot."""
        sending = Sending(chat_id, lane, now)
        self._sent.append(sending)
        self._next_slot = max(self._next_slot, now - _CATCH_UP) + SLOT
        return sending

    def landed(self, sending: Sending, now: float, *, message: bool) -> None:
        """It was answered. What was no message, or needed no call at all, leaves its chat free."""
        sending.answered_at = now
        if not sending.spoke:
            sending.left_at = _NEVER
            return
        self._took.append(now - sending.left_at)
        self._fastest = min(self._took)
        if message:
            self._rest(sending.chat_id, sending.lane, now)

    def start_over(self, at: float) -> None:
        """After a pause, or in another's place: as if the second before `at` had been used to the full, slot by slot.

        So there is no rush, neither at Telegram nor upon danger.
        """
        used = (at - SECOND + n / OVERALL for n in range(OVERALL))
        self._sent.extend(Sending(0, Lane.BROADCAST, moment, moment) for moment in used)

    def refill(self, group_id: int, moments: Iterable[float]) -> None:
        """What a group was sent before we began, oldest first."""
        for moment in moments:
            self._rest(group_id, Lane.BOARD, moment)

    def _rest(self, chat_id: int, lane: Lane, now: float) -> None:
        self._forget(now)
        self._chats.pop(chat_id, None)
        if lane == Lane.DANGER:
            self._hurried.add(chat_id)
        self._chats[chat_id] = now + SECOND + MARGIN
        if chat_id < 0:
            minute = self._minutes.pop(chat_id, None) or deque(maxlen=GROUP)
            minute.append(now)
            self._minutes[chat_id] = minute
            if len(minute) == GROUP:
                self._full[chat_id] = minute[0] + MINUTE + MARGIN

    def _forget(self, now: float) -> None:
        """Each chat is looked at when its rest is over, and not before."""
        while self._chats and self._chats[(first := next(iter(self._chats)))] <= now:
            del self._chats[first]
            self._hurried.discard(first)
        while self._minutes and self._minutes[(first := next(iter(self._minutes)))][-1] + MINUTE < now:
            del self._minutes[first]
        self._full = {chat_id: until for chat_id, until in self._full.items() if until > now}

    def _free_again_at(self, sending: Sending, now: float) -> float:
        """When this sending no longer counts: a second after the latest moment at which it may have arrived."""
        answered = now if sending.answered_at is None else sending.answered_at
        doubt = min(_DOUBT, max(0.0, answered - sending.left_at - self._fastest))
        return sending.left_at + doubt + SECOND
