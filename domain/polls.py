"""问意见: an opinion asked in the chat, never a vote that decides (M18, QRM-14).

While it runs nobody sees a number but how many have answered: two looks, one answer apart, would tell that answer.
When it ends its counts are worked out once, and shown where five answered. The price: where all who could answer say
the same, each one's answer is known, as with hands in a room; so it asks nothing that needs a secret.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.names import tidy_line

FEWEST: Final = 5  # answers behind any number that is shown
LONGEST_QUESTION: Final = 120
LONGEST_OPTION: Final = 20
FEWEST_OPTIONS: Final = 2
MOST_OPTIONS: Final = 6
LONGEST: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Poll:
    """`answered` and `counts`, one an option, are set when it ends; `counts` stays None where fewer than five did."""

    id: int
    node_id: int
    question: str
    options: tuple[str, ...]
    opened_by: int
    closes_at: datetime
    closed_at: datetime | None = None
    answered: int = 0
    counts: tuple[int, ...] | None = None

    def is_open(self, now: datetime) -> bool:
        return self.closed_at is None and now < self.closes_at


def read_options(text: str) -> tuple[str, ...] | None:
    """One a line, or all in one line with 、 or ； or ／ between; None where they are not two to six different ones."""
    lines = [one for one in text.splitlines() if one.strip()]
    parts = lines if len(lines) > 1 else re.split(r"[、;；/／,，]", text)
    found = tuple(dict.fromkeys(word for one in parts if (word := tidy_line(one))))
    fits = FEWEST_OPTIONS <= len(found) <= MOST_OPTIONS and all(len(one) <= LONGEST_OPTION for one in found)
    return found if fits else None


def counted(options: Sequence[str], choices: Iterable[int]) -> tuple[int, ...] | None:
    """How many chose each option; None where too few answered for any number."""
    chosen = list(choices)
    return tuple(chosen.count(number) for number in range(len(options))) if len(chosen) >= FEWEST else None


def may_end(closes_at: datetime, now: datetime) -> bool:
    return now < closes_at <= now + LONGEST
