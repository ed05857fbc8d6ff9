"""How sure an answer is: the table from leads to certainty, measured on letters the counts had not seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from domain.concerns import Topic
from domain.concerns.calibration import Calibration
from domain.concerns.counting import TOPICS

_BLOCKS = 12
_TEMPERATURE = 0.1  # shares out what the best topic leaves over; only the order matters there
_CAUTION = 2.6  # standard errors below what was measured: chosen for .95 of the sure answers to be right

Scored = tuple[Sequence[float], frozenset[Topic]]
"""The scores of one letter, and what would have been accepted."""


@dataclass(frozen=True)
class _Block:
    """Neighbours in the order of their leads: (lead, whether the best topic would do)."""

    pairs: Sequence[tuple[float, bool]]

    @property
    def lead(self) -> float:
        return sum(lead for lead, _ in self.pairs) / len(self.pairs)

    def right(self, times: int) -> float:
        """Wilson's lower bound; a letter that was judged several times is one letter."""
        count = len(self.pairs) / times
        share = sum(right for _, right in self.pairs) / len(self.pairs)
        spread = _CAUTION * sqrt(share * (1 - share) / count + _CAUTION**2 / (4 * count**2))
        return (share + _CAUTION**2 / (2 * count) - spread) / (1 + _CAUTION**2 / count)


def calibrate(scored: Sequence[Scored], times: int) -> Calibration:
    """The table that fits these scores; each letter is among them `times` times."""
    pairs = sorted(_pair(scores, accepted) for scores, accepted in scored)
    edges = [round(at * len(pairs) / _BLOCKS) for at in range(_BLOCKS + 1)]
    blocks = _rising([_Block(pairs[low:high]) for low, high in pairwise(edges) if high > low], times)
    leads = [0.0, *(block.lead for block in blocks)]
    right = [1 / len(TOPICS), *(block.right(times) for block in blocks)]
    return Calibration(_TEMPERATURE, tuple(round(it, 4) for it in leads), tuple(round(it, 4) for it in sorted(right)))


def _pair(scores: Sequence[float], accepted: frozenset[Topic]) -> tuple[float, bool]:
    second, best = sorted(scores)[-2:]
    return best - second, TOPICS[scores.index(best)] in accepted


def _rising(blocks: list[_Block], times: int) -> list[_Block]:
    """Neighbours that would fall are melted together (pool adjacent violators)."""
    at = 1
    while at < len(blocks):
        if blocks[at].right(times) <= blocks[at - 1].right(times):
            blocks[at - 1 : at + 1] = [_Block([*blocks[at - 1].pairs, *blocks[at].pairs])]
            at = max(at - 1, 1)
        else:
            at += 1
    return blocks
