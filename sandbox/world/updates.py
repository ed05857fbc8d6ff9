"""The updates that wait for one bot, and the ways they can come late, twice or in the wrong order."""

from dataclasses import dataclass, field
from typing import Final

from sandbox.world.actors import Json

KEPT_SECONDS: Final = 24 * 60 * 60
ONLY_ON_REQUEST: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass
class Waiting:
    """One update in the queue."""

    update: Json
    at: int
    out_of_order: bool = False
    delivered: bool = False
    again: bool = False

    @property
    def id(self) -> int:
        """Its update_id."""
        number: int = self.update["update_id"]
        return number


@dataclass
class UpdateQueue:
    """What a bot has not confirmed yet."""

    last_id: int = 0
    allowed: list[str] | None = None
    waiting: list[Waiting] = field(default_factory=list)
    held: list[Waiting] = field(default_factory=list)
    holding: bool = False
    repeating: int = 0
    polls: int = 0

    def wants(self, kind: str) -> bool:
        """Whether the bot's allowed_updates let this kind through."""
        return kind in self.allowed if self.allowed else kind not in ONLY_ON_REQUEST

    def put(self, kind: str, body: Json, at: int) -> None:
        """Queue an update, unless the bot did not ask for its kind."""
        if not self.wants(kind):
            return
        self.last_id += 1
        entry = Waiting({"update_id": self.last_id, kind: body}, at, again=self.repeating > 0)
        self.repeating -= entry.again
        (self.held if self.holding else self.waiting).append(entry)

    def hold(self) -> None:
        """Keep what comes from now on."""
        self.holding = True

    def release(self, *, backwards: bool = False) -> None:
        """Let go what was kept, newest first if `backwards`."""
        self.holding = False
        released = self.held[::-1] if backwards else self.held
        for entry in released:
            entry.out_of_order = backwards
        self.waiting += released
        self.held = []

    def repeat_next(self, times: int = 1) -> None:
        """Deliver each of the next updates once more after it was confirmed."""
        self.repeating += times

    def confirm(self, offset: int) -> None:
        """Forget what lies before the offset; a negative one keeps only that many of the newest.

        Updates released backwards are forgotten only after they were given out: with rising ids alone the
        confirmation of the newest would swallow the older ones nobody has seen, which Telegram never does.
        """
        if offset < 0:
            self.waiting = self.waiting[offset:]
            return
        kept: list[Waiting] = []
        for entry in self.waiting:
            if entry.id >= offset or (entry.out_of_order and not entry.delivered):
                kept.append(entry)
            elif entry.again and entry.delivered:
                entry.again = entry.delivered = False
                entry.out_of_order = True
                kept.append(entry)
        self.waiting = kept

    def take(self, limit: int) -> list[Json]:
        """The next updates; they stay until they are confirmed."""
        batch = self.waiting[:limit]
        for entry in batch:
            entry.delivered = True
        return [entry.update for entry in batch]

    def forget_older_than(self, moment: int) -> None:
        """Telegram keeps updates for a day."""
        self.waiting = [entry for entry in self.waiting if entry.at > moment - KEPT_SECONDS]

    def clear(self) -> None:
        """Drop all pending updates."""
        self.waiting, self.held = [], []
