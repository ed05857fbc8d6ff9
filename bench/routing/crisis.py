"""The labelled messages about danger, and the second opinion that is learnt from them. They never ship; weights do."""

import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from domain.concerns.danger import meant
from domain.concerns.danger.opinion import Opinion, grams
from domain.concerns.danger.writing import readings

MESSAGES: Final = "crisis_psysuicide.dev.jsonl"
SEEN: Final = 5  # a gram in fewer messages is not kept: no message can be read out of the weights
ROUNDS: Final = 12
STEP: Final = 0.25
SHRINKING: Final = 0.005


@dataclass(frozen=True, slots=True)
class Message:
    """`risk` is none, some or high; `made_up` was written by a language model and is no evidence."""

    text: str
    crisis: bool
    risk: str
    made_up: bool


def read_messages(place: Path) -> list[Message]:
    """The labelled messages of the directory `place`."""
    rows = map(json.loads, (place / MESSAGES).read_text(encoding="utf-8").splitlines())
    return [Message(row["text"], row["crisis"], row["risk"], row["origin"] == "synthetic") for row in rows]


def learn(messages: Sequence[Message], seed: int = 0) -> Opinion:
    """Logistic regression by AdaGrad, both classes weighing alike, weights drawn towards nought."""
    marked = [(_grams_of(message.text), message.crisis) for message in messages]
    known = _seen_often(found for found, _ in marked)
    examples = [(sorted(found & known), crisis) for found, crisis in marked]
    crises = sum(crisis for _, crisis in examples)
    weight_of = {True: len(examples) / 2 / crises, False: len(examples) / 2 / (len(examples) - crises)}
    weights: defaultdict[str, float] = defaultdict(float)
    slopes: defaultdict[str, float] = defaultdict(lambda: 1e-6)
    shuffling = random.Random(seed)
    for _ in range(ROUNDS):
        shuffling.shuffle(examples)
        for found, crisis in examples:
            odds = weights[""] + sum(weights[gram] for gram in found)
            error = weight_of[crisis] * (1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))) - crisis)
            for gram in ("", *found):
                slope = error + SHRINKING * weights[gram]
                slopes[gram] += slope * slope
                weights[gram] -= STEP * slope / math.sqrt(slopes[gram])
    hundredths = {gram: round(100 * weight) for gram, weight in weights.items()}
    return Opinion(hundredths.pop(""), {gram: weight for gram, weight in hundredths.items() if weight})


def _grams_of(text: str) -> Set[str]:
    return grams(meant(readings(text)[0]))


def _seen_often(messages: Iterable[Set[str]]) -> Set[str]:
    seen = Counter(gram for found in messages for gram in found)
    return {gram for gram, times in seen.items() if times >= SEEN}
