"""The second opinion: what some 2 000 labelled messages say about a text, by its runs of one to three characters.

A linear model; `weights.py` holds what `python -m bench.routing.train_danger` learnt.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from typing import Final

from domain.concerns.danger import weights
from domain.concerns.danger.phrases import BREAK

LONGEST: Final = 3  # characters in a gram
SPAN: Final = 3  # clauses read together, so that harmless talk before and after does not dilute them
CALM: Final = -10_000


@dataclass(frozen=True, slots=True)
class Opinion:
    """Log-odds in hundredths: of any passage, and what each gram in it adds."""

    bias: int
    weights: Mapping[str, int]

    def alarm(self, reading: str, cued: Set[int]) -> int:
        """How alarming the most alarming passage around the clauses numbered in `cued` is; CALM without any."""
        return max((self._of(passage) for passage in _passages(reading, cued)), default=CALM)

    def _of(self, passage: str) -> int:
        return self.bias + sum(self.weights.get(gram, 0) for gram in grams(passage))


def grams(passage: str) -> Set[str]:
    """All runs of one to LONGEST characters, the edges of the passage among them."""
    framed = f"{BREAK}{passage}{BREAK}"
    return {framed[at : at + size] for size in range(1, LONGEST + 1) for at in range(len(framed) - size + 1)}


@cache
def shipped() -> Opinion:
    """The opinion in `weights.py`: lines of a weight and all grams that have it."""
    lines = (line.split() for line in weights.GRAMS.strip().splitlines())
    return Opinion(weights.BIAS, {gram: int(weight) for weight, *alike in lines for gram in alike})


def _passages(reading: str, cued: Set[int]) -> Iterator[str]:
    """Every run of up to SPAN clauses that has a cued one in it."""
    clauses = reading.split(BREAK)
    for first in range(len(clauses)):
        for end in range(first + 1, min(first + SPAN, len(clauses)) + 1):
            if not cued.isdisjoint(range(first, end)):
                yield BREAK.join(clauses[first:end])
