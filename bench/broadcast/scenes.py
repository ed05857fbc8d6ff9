"""What a broadcast has to get through."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bench.postbox import Mailing

ZONE = ZoneInfo("Asia/Shanghai")
A_WORKING_DAY = datetime(2026, 11, 25, 10, 0, tzinfo=ZONE)
"""When compressed time begins: at night a broadcast would wait, as it should."""
LATENCY_SECONDS = 0.05
"""How long the server takes to answer."""


@dataclass(frozen=True)
class Sending:
    """One broadcast."""

    name: str
    letters: int
    too_fast: int = 0
    """Percent of the recipients for whom the server says 429 once, though nobody was too fast."""
    forbidden: int = 0
    """Percent of the recipients who have blocked the bot."""
    killed: bool = False
    """Whether the process is killed half way (SIGKILL) and started again."""

    def mailing(self) -> Mailing:
        """What the server is told."""
        return Mailing(self.letters, self.too_fast, self.forbidden)


@dataclass(frozen=True)
class Order:
    """Who delivers what: our bot from its database in `workdir`, or the rival where `retries` is given."""

    workdir: str
    scene: Sending
    retries: int | None = None
