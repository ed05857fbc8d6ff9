"""Cards of help that lies outside the branch: offices one can ring (H28), and policies one can apply under (H18)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from domain.concerns import Topic

LONGEST_LINE: Final = 60


@dataclass(frozen=True, slots=True)
class ResourceCard:
    """An office or a line that helps. `call` is the number of the office, never of a person.

    `hours` and `place` are empty where nobody said. `checked_on` is the day somebody last made sure. `everywhere` is
    False for a line that some places answer under another number.
    """

    name: str
    purpose: str
    call: str
    hours: str
    place: str
    source: str
    checked_on: date
    keywords: tuple[str, ...] = ()
    everywhere: bool = True


@dataclass(frozen=True, slots=True)
class PolicyCard:
    """A kind of support the state knows: for whom, where to apply, on what legal ground. Never an amount."""

    name: str
    topics: tuple[Topic, ...]
    for_whom: str
    how: str
    basis: str
    source: str
    checked_on: date
    keywords: tuple[str, ...] = ()


Card = TypeVar("Card", ResourceCard, PolicyCard)


def is_stale(checked_on: date, today: date) -> bool:
    """Older than twelve months: then it is shown with 请核实."""
    return (today.year, today.month, today.day) > (checked_on.year + 1, checked_on.month, checked_on.day)


def found(cards: Iterable[Card], words: Sequence[str]) -> list[Card]:
    """The cards these words point at, best first; among equals in the order given. No words find nothing."""
    said = {word for word in words if len(word) > 1}  # a single character decides nothing by itself
    weighed = [(_weight(card, said), card) for card in cards]
    return [card for weight, card in sorted(weighed, key=lambda pair: -pair[0]) if weight > 0]


def _weight(card: ResourceCard | PolicyCard, said: set[str]) -> int:
    purpose = card.purpose if isinstance(card, ResourceCard) else card.for_whom
    return sum(3 * (word in card.keywords) + 2 * (word in card.name) + (word in purpose) for word in said)
