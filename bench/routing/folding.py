"""Letters put apart and judged by counts that have not seen them, several times over, divided anew each time."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bench.routing import learning
from bench.routing.calibrating import Scored, calibrate
from bench.routing.learning import Read
from domain.concerns import Topic, calibration
from domain.concerns.counting import TOPICS
from domain.concerns.deciding import Router

PARTS = 5


@dataclass(frozen=True)
class Judged:
    """What was said of a letter, and what would have been accepted."""

    letter: Read
    scores: Sequence[float]
    fold: int

    @property
    def scored(self) -> Scored:
        """What calibration needs of it."""
        return self.scores, self.letter.letter.accepted


@dataclass(frozen=True)
class Answer:
    """The same with probabilities, best first, calibrated on the other parts."""

    letter: Read
    ranked: Sequence[tuple[Topic, float]]

    @property
    def right(self) -> bool:
        return self.ranked[0][0] in self.letter.letter.accepted

    @property
    def confidence(self) -> float:
        return self.ranked[0][1]

    def in_first(self, count: int) -> bool:
        """Whether one of the first `count` would do."""
        return any(topic in self.letter.letter.accepted for topic, _ in self.ranked[:count])


def judge(letters: Sequence[Read], kept: frozenset[str], written: Router, seed: int) -> list[Judged]:
    """Each letter scored by counts made of the other parts."""
    judged = []
    for fold, (rest, apart) in enumerate(_divided(letters, seed)):
        router = replace(written, counts=learning.learn(rest, kept, written).counts())
        judged += [Judged(one, router.scores(one.text, one.cut, router.said(one.text, one.cut)), fold) for one in apart]
    return judged


def answers(judged: Sequence[Judged]) -> list[Answer]:
    """The answers, each calibrated on the parts it is not in."""
    given = []
    for fold in range(PARTS):
        table = calibrate([one.scored for one in judged if one.fold != fold], times=1)
        given += [_answer(one, table) for one in judged if one.fold == fold]
    return given


def _answer(one: Judged, table: calibration.Calibration) -> Answer:
    probabilities = table.probabilities(one.scores)
    order = sorted(range(len(TOPICS)), key=lambda at: (-probabilities[at], -one.scores[at], at))
    return Answer(one.letter, [(TOPICS[at], probabilities[at]) for at in order])


def _divided(letters: Sequence[Read], seed: int) -> Iterator[tuple[list[Read], list[Read]]]:
    """Parts in which every source label has its share."""
    chance = random.Random(seed)
    by_source: dict[str, list[Read]] = defaultdict(list)
    for letter in letters:
        by_source[letter.letter.source].append(letter)
    parts: list[list[Read]] = [[] for _ in range(PARTS)]
    dealt = 0
    for source in sorted(by_source):
        chance.shuffle(by_source[source])
        for letter in by_source[source]:
            parts[dealt % PARTS].append(letter)
            dealt += 1
    for at in range(PARTS):
        yield [letter for other in range(PARTS) if other != at for letter in parts[other]], parts[at]
