"""How fast people are (V10): kept in memory, so a restart forgives everybody."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from domain.rates import Bucket, full, take

REMEMBERED = 20_000


class Pace(Enum):
    """How fast somebody is; who is too fast is told so once, and then left alone."""

    FINE = "fine"
    TOO_FAST = "too_fast"
    STILL_TOO_FAST = "still_too_fast"


@dataclass(slots=True)
class Paces:
    """What everybody has left, and whether they were told."""

    _buckets: dict[int, tuple[Bucket, bool]] = field(default_factory=dict)
    _charged: list[tuple[int, tuple[Bucket, bool]]] = field(default_factory=list)

    def of(self, telegram_id: int, now: datetime) -> Pace:
        """Charge one; all are forgotten at once before they grow without end."""
        if len(self._buckets) > REMEMBERED:
            self._buckets.clear()
        before, warned = self._buckets.get(telegram_id) or (full(now), False)
        self._charged.append((telegram_id, (before, warned)))
        after, allowed = take(before, now)
        self._buckets[telegram_id] = after, not allowed
        return Pace.FINE if allowed else (Pace.STILL_TOO_FAST if warned else Pace.TOO_FAST)

    def settle(self) -> None:
        """The turns charged since the last time are done."""
        self._charged.clear()

    def refund(self) -> None:
        """... or will be run again: nobody is charged twice because the database was away."""
        while self._charged:
            telegram_id, before = self._charged.pop()
            self._buckets[telegram_id] = before
