"""What an age or a standing may open: hints with a source and a date, never an amount (K10)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Benefit:
    """`from_age` in full years, or `pre_1949` for who joined before the founding; places decide the rest."""

    name: str
    how: str
    basis: str
    source: str
    checked_on: date
    from_age: int | None
    pre_1949: bool


def fitting(benefits: Iterable[Benefit], age: int | None, *, joined_before_1949: bool) -> list[Benefit]:
    """What may concern a member; with an unknown age nothing that hangs on age."""
    return [
        one
        for one in benefits
        if (one.from_age is not None and age is not None and age >= one.from_age)
        or (one.pre_1949 and joined_before_1949)
    ]
