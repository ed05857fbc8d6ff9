"""From letters to counts: what a sign is worth, which signs may ship, and which topic a letter stands for."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log1p

from bench.routing.letters import Letter
from domain.concerns import Topic
from domain.concerns.calibration import softmax
from domain.concerns.counting import TOPICS, UNIT, Counts
from domain.concerns.deciding import Router
from domain.concerns.evidence import is_word, signs, without_masks
from domain.forbidden_words import forbidden_in
from services import concerns, segmenting

SEEN_AT_LEAST = 3
_BODY = 0.3  # what a sign in the letter is worth beside one in its title
_INVENTED = "西地省楚江"  # made-up places of the data; no other text knows them
_ROUNDS = 6  # the first four bring most of it; more only move letters on
_SOFTNESS = 0.1


@dataclass(frozen=True)
class Read:
    """A letter as the router sees it: its title tidied and cut, and the counts it adds to its topic, in tenths."""

    letter: Letter
    text: str
    cut: Sequence[str]
    adds: Mapping[str, float]


@dataclass(frozen=True)
class Learnt:
    """What ships: a row of counts in tenths for each sign, and how many letters stand behind each topic."""

    rows: Mapping[str, Mapping[Topic, int]]
    examples: Mapping[Topic, int]

    def counts(self) -> Counts:
        """The same, ready to use."""
        return Counts.of(self.rows, self.examples)


def read(letter: Letter) -> Read:
    """Tidy and cut a letter."""
    text = concerns.tidied_text(letter.title)
    cut = segmenting.cut(text)
    adds = defaultdict(float, dict.fromkeys(signs(without_masks(text), cut), float(UNIT)))
    for sign, times in _times(letter.body).items():
        adds[sign] += UNIT * _BODY * log1p(times)
    return Read(letter, text, cut, adds)


def may_ship(messages: Iterable[Collection[str]], written: Collection[str]) -> frozenset[str]:
    """The signs in three messages and more; of the words, those of the general dictionary or the lexicon alone.

    So no name, no number and nothing that only one or two people said leaves the data; nor what anybody believes (C8).
    """
    seen = Counter(sign for message in messages for sign in message)
    common = {sign for sign, count in seen.items() if count >= SEEN_AT_LEAST and not set(sign) <= set(_INVENTED + "~")}
    common = {sign for sign in common if forbidden_in(sign) is None}
    words = {sign for sign in common if is_word(sign)}
    return frozenset(common - words | segmenting.general(words) | words.intersection(written))


def seen_in(text: str) -> frozenset[str]:
    """The signs of one message."""
    tidied = without_masks(concerns.tidied_text(text))
    return signs(tidied, segmenting.cut(tidied))


def learn(letters: Sequence[Read], kept: Collection[str], written: Router) -> Learnt:
    """Count each letter under its topic, then, in a few rounds, under those of its accepted topics it fits best.

    The labels are coarser than our topics: 城乡建设 holds flats and street lamps. So a label is a set of candidates,
    and the letters and the handwritten words together tell which of them is meant (learning from candidate labels).
    """
    learnt = _tally(letters, kept, [{one.letter.topic: 1.0} for one in letters])
    for _ in range(_ROUNDS):
        router = replace(written, counts=learnt.counts())
        learnt = _tally(letters, kept, [_share(one, router) for one in letters])
    return learnt


def _share(one: Read, router: Router) -> dict[Topic, float]:
    scores = dict(zip(TOPICS, router.scores(one.text, one.cut, router.said(one.text, one.cut)), strict=True))
    candidates = sorted(one.letter.accepted)
    shares = softmax([scores[topic] for topic in candidates], _SOFTNESS)
    return dict(zip(candidates, shares, strict=True))


def _tally(letters: Iterable[Read], kept: Collection[str], shares: Iterable[Mapping[Topic, float]]) -> Learnt:
    """The counts of the kept signs in whole tenths, and how many letters each topic has."""
    sums: defaultdict[str, defaultdict[Topic, float]] = defaultdict(lambda: defaultdict(float))
    examples: defaultdict[Topic, float] = defaultdict(float)
    for one, share in zip(letters, shares, strict=True):
        for topic, part in share.items():
            examples[topic] += part
            for sign, tenths in one.adds.items():
                if sign in kept:
                    sums[sign][topic] += part * tenths
    rows = {sign: {topic: round(tenths) for topic, tenths in row.items()} for sign, row in sums.items()}
    seen = {sign: row for sign, row in rows.items() if any(row.values())}
    return Learnt(seen, {topic: round(part) for topic, part in examples.items()})


def _times(body: str) -> Counter[str]:
    """How often each sign occurs in a letter."""
    text = without_masks(concerns.tidied_text(body))
    times = Counter(word for word in segmenting.cut(text) if is_word(word))
    times.update(sign for at in range(len(text) - 1) for sign in signs(text[at : at + 2], ()))
    return times
