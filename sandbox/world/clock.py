"""The sandbox's clock: somebody else's, plus what it was put forward by."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Now = Callable[[], datetime]


def system_now() -> datetime:
    """The machine's own time."""
    return datetime.now(UTC)


class Clock:
    """Tells the time, and tells its listeners when it jumps."""

    def __init__(self, source: Now | None = None) -> None:
        self._source = source or system_now
        self._listeners: list[Callable[[], None]] = []
        self.offset = timedelta()
        self.jumps = 0

    def now(self) -> datetime:
        """The present moment, with its zone."""
        return self._source() + self.offset

    def seconds(self) -> int:
        """The present moment as Telegram writes it into messages."""
        return int(self.now().timestamp())

    def forward(self, seconds: float) -> None:
        """Put the clock forward; long polls that wait end at once, as if the time had passed."""
        if seconds < 0:
            msg = "a clock that goes back would hand out dates twice"
            raise ValueError(msg)
        self.offset += timedelta(seconds=seconds)
        self.jumped()

    def jumped(self) -> None:
        """Say that time has leapt; for tests whose own clock is the source."""
        self.jumps += 1
        for listener in self._listeners:
            listener()

    def on_jump(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each leap."""
        self._listeners.append(listener)
