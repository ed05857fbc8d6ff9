"""When something happened, as well as it can be known."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """The span in which a person acted, both ends zone-aware and inclusive.

    A message carries its own time, so both ends are equal. A button press carries none: it happened between the last
    moment we are sure to have heard everything and the moment it reached us. The span is a point while the bot
    listens, and as long as the outage after one, so that nobody is late because the bot was down.
    """

    earliest: datetime
    latest: datetime

    @classmethod
    def at(cls, when: datetime) -> "Moment":
        return cls(when, when)
