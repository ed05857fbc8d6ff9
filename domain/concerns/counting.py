"""Complement naive Bayes on counts: how much each sign in a text speaks for each topic.

A sign speaks for a topic when it is rare in all the others (Rennie and others, 2003). That suits topics of very unequal
size, and a topic without any example gets a neutral answer instead of none.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import Final

from domain.concerns.topics import Topic

TOPICS: Final = tuple(Topic)
UNIT: Final = 10  # counts are kept in tenths: a word in a title counts 1, one in the letter under it .3 and up
_SMOOTHING: Final = 0.1
_STEADYING: Final = 3  # signs that say nothing, added to each text: three words of evidence do not make one sure

Row = Sequence[float]
"""One number for each topic, in the order of `TOPICS`."""


class CountsProblem(ValueError):
    """The file of counts is not written as it should be."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """What one branch has taught: how often it saw a word under a topic, and how many texts under each topic."""

    words: Mapping[str, Mapping[Topic, int]] = field(default_factory=dict)
    examples: Mapping[Topic, int] = field(default_factory=dict)


NO_LESSONS: Final = Lessons()


@dataclass(frozen=True, slots=True)
class Counts:
    """`tenths` holds a row of counts for each sign, one behind the other; `examples` the texts of each topic."""

    index: Mapping[str, int]
    tenths: "array[int]"
    weights: "array[float]"
    beside: Row
    """Of each topic, the counts of all the others together."""
    examples: Mapping[Topic, int]

    @classmethod
    def of(cls, rows: Mapping[str, Mapping[Topic, int]], examples: Mapping[Topic, int]) -> "Counts":
        """The counts of these signs, in tenths, and the weights that follow from them."""
        tenths = array("l", bytes(array("l").itemsize * len(TOPICS) * len(rows)))
        for at, row in enumerate(rows.values()):
            for topic, count in row.items():
                tenths[at * len(TOPICS) + TOPICS.index(topic)] = count
        index = {sign: at for at, sign in enumerate(rows)}
        beside = _beside(tenths)
        weights = array("f")
        for at in range(len(rows)):
            weights.extend(_weights(_row(tenths, at), beside))
        return cls(index, tenths, weights, beside, examples)

    def score(self, signs: Iterable[str], lessons: Lessons = NO_LESSONS) -> list[float]:
        """The mean of what the known signs say for each topic; the sum over all topics is nought."""
        known = [self.weighed(sign, lessons) for sign in signs if sign in self.index or sign in lessons.words]
        if not known:
            return [0.0] * len(TOPICS)
        return [sum(column) / (len(known) + _STEADYING) for column in zip(*known, strict=True)]

    def weighed(self, sign: str, lessons: Lessons = NO_LESSONS) -> Row:
        """What one sign says for each topic; nought is nothing."""
        at = self.index.get(sign)
        taught = lessons.words.get(sign)
        if taught is None:
            if at is None:
                return [0.0] * len(TOPICS)
            return self.weights[at * len(TOPICS) : (at + 1) * len(TOPICS)]
        seen = _row(self.tenths, at) if at is not None else [0.0] * len(TOPICS)
        now = [count + UNIT * taught.get(topic, 0) for count, topic in zip(seen, TOPICS, strict=True)]
        return _weights(now, self.beside)


def read(text: str) -> Counts:
    """Parse the file: a line with the examples of each topic, then `sign topic:tenths …` with the numbers of topics."""
    try:
        head, *lines = (line for line in text.splitlines() if line and not line.startswith("#"))
        examples = {topic: int(count) for topic, count in zip(TOPICS, head.split(), strict=True)}
        rows = {sign: _parsed(pairs) for sign, *pairs in map(str.split, lines)}
    except (ValueError, IndexError) as error:
        raise CountsProblem("计数文件写得不对，请用 python -m bench.routing.train 重新生成。") from error
    return Counts.of(rows, examples)


def written(rows: Mapping[str, Mapping[Topic, int]], examples: Mapping[Topic, int]) -> str:
    """The text that `read` reads."""
    lines = [" ".join(str(examples.get(topic, 0)) for topic in TOPICS)]
    for sign in sorted(rows):
        pairs = sorted((TOPICS.index(topic), count) for topic, count in rows[sign].items() if count)
        lines.append(" ".join([sign, *(f"{topic}:{count}" for topic, count in pairs)]))
    return "\n".join(lines) + "\n"


def _parsed(pairs: Iterable[str]) -> dict[Topic, int]:
    split = (pair.split(":") for pair in pairs)
    return {TOPICS[int(topic)]: int(count) for topic, count in split}


def _row(tenths: "array[int]", at: int) -> list[float]:
    return [float(count) for count in tenths[at * len(TOPICS) : (at + 1) * len(TOPICS)]]


def _beside(tenths: "array[int]") -> list[float]:
    signs = len(tenths) // len(TOPICS)
    of_topic = [sum(tenths[at :: len(TOPICS)]) / UNIT for at in range(len(TOPICS))]
    everything = sum(of_topic) + _SMOOTHING * signs * len(TOPICS)
    return [everything - own - _SMOOTHING * signs for own in of_topic]


def _weights(tenths: Row, beside: Row) -> list[float]:
    everywhere = sum(tenths) / UNIT + _SMOOTHING * (len(TOPICS) - 1)
    raw = [log(rest) - log(everywhere - own / UNIT) for own, rest in zip(tenths, beside, strict=True)]
    mean = sum(raw) / len(raw)
    return [weight - mean for weight in raw]
