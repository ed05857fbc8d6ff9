"""How much the bot says of its own accord, in numbers without names, and when that is too much (X7)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median_low
from typing import Final

from domain.reminders import MESSAGES_A_DAY

A_WEEK: Final = timedelta(days=7)
MOST_AS_A_RULE: Final = 5  # messages a week for the member in the middle: one a working day, and it is work itself


@dataclass(frozen=True, slots=True)
class Burden:
    """A week of a branch: what the member in the middle got, and whoever got most.

    `over` are those who got more than the measure of a day (S7) on some day of it; `over_in_office` hold a post, and
    somebody could share their work.
    """

    members: int
    as_a_rule: int
    most: int
    over: int
    over_in_office: int

    @property
    def is_too_much(self) -> bool:
        return self.over > 0 or self.as_a_rule > MOST_AS_A_RULE


def burden(got: Mapping[int, Sequence[int]], in_office: Collection[int]) -> Burden | None:
    """From the messages of each day by member; who got none is named, too. None where there is nobody."""
    if not got:
        return None
    weeks = [sum(days) for days in got.values()]
    over = [member_id for member_id, days in got.items() if max(days, default=0) > MESSAGES_A_DAY]
    return Burden(len(got), median_low(weeks), max(weeks), len(over), len({*over} & {*in_office}))
