"""Counts and handwritten words together: what a text is about, how sure that is, and because of which words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from domain.concerns.calibration import Calibration
from domain.concerns.counting import NO_LESSONS, TOPICS, Counts, Lessons, Row
from domain.concerns.evidence import is_word, signs, without_masks
from domain.concerns.lexicon import Lexicon
from domain.concerns.topics import SURELY_NOT, Concern, Topic
from domain.concerns.urgency import Phrases

# Measured by cross-validation: between .15 and .25 it hardly matters, without it one answer in twenty is lost.
_LEXICON_WEIGHS: Final = 0.2
# A topic with fewer examples has no counts worth the name: there the handwritten words may overrule.
_ENOUGH_EXAMPLES: Final = 30
_OVERRULES: Final = 1.5
# A word a branch entered itself is meant: it overrules nearly everything, and is sure by itself.
_BRANCH_WORD: Final = 32.0
# From here on a counted word is worth naming as a reason.
_SPEAKS: Final = 0.25
_REASONS: Final = 4
# 好的, 在吗: a few characters without a word worth naming are small talk, whatever the counts make of them.
_TELLS_BY_LENGTH: Final = 9


@dataclass(frozen=True, slots=True)
class Router:
    """All that is needed to decide, without a file and without a library."""

    lexicon: Lexicon
    counts: Counts
    calibration: Calibration
    phrases: Phrases

    def concern(
        self,
        text: str,
        cut: Sequence[str],
        *,
        words: Mapping[str, Topic] | None = None,
        lessons: Lessons = NO_LESSONS,
    ) -> Concern:
        """Decide on a tidied `text` and the pieces it was cut into. `words` are a branch's own, found by substring."""
        said = self._said(text, cut, words or {})
        scores = self.scores(text, cut, said, lessons)
        best = TOPICS[scores.index(max(scores))]
        because = self._because(best, text, cut, said, lessons)
        telling = because or len(text) >= _TELLS_BY_LENGTH
        ranked = self._ranked(scores if telling else [0.0] * len(TOPICS))
        confidence = ranked[0][1]
        return Concern(
            topic=ranked[0][0] if confidence >= SURELY_NOT else None,
            ranked=ranked,
            confidence=confidence,
            urgency=self.phrases.urgency(text),
            because=because,
        )

    def scores(
        self, text: str, cut: Iterable[str], said: Mapping[str, Row], lessons: Lessons = NO_LESSONS
    ) -> list[float]:
        """One number for each topic, in the order of `TOPICS`; the higher the likelier."""
        counted = self.counts.score(signs(without_masks(text), cut), lessons)
        if not said:
            return counted
        written = map(sum, zip(*said.values(), strict=True))
        return [
            score + (self._weight(topic, lessons) * sqrt(strength) if strength else 0.0)
            for topic, score, strength in zip(TOPICS, counted, written, strict=True)
        ]

    def said(self, text: str, cut: Sequence[str]) -> Mapping[str, Row]:
        """The handwritten words in a tidied text, and what they speak for."""
        found = self.lexicon.found_in(text)
        return {word: self.lexicon.words[word] for word in found if not _straddles(word, text, cut)}

    def _ranked(self, scores: Sequence[float]) -> tuple[tuple[Topic, float], ...]:
        """All topics with their probabilities, best first; what is equal stays in the order of `TOPICS`."""
        probabilities = self.calibration.probabilities(scores)
        order = sorted(range(len(TOPICS)), key=lambda at: (-probabilities[at], -scores[at]))
        return tuple((TOPICS[at], probabilities[at]) for at in order)

    def _said(self, text: str, cut: Sequence[str], words: Mapping[str, Topic]) -> Mapping[str, Row]:
        own = {word: _branch_word(topic) for word, topic in words.items() if word and word in text}
        return {**self.said(text, cut), **own}

    def _weight(self, topic: Topic, lessons: Lessons) -> float:
        examples = self.counts.examples.get(topic, 0) + lessons.examples.get(topic, 0)
        return _LEXICON_WEIGHS if examples >= _ENOUGH_EXAMPLES else _LEXICON_WEIGHS * _OVERRULES

    def _because(
        self,
        topic: Topic,
        text: str,
        cut: Sequence[str],
        said: Mapping[str, Row],
        lessons: Lessons,
    ) -> tuple[str, ...]:
        """The words that spoke most for `topic`, in the order of the text; none of them lies inside another."""
        at = TOPICS.index(topic)
        speaking = {word: 1.0 + strengths[at] for word, strengths in said.items() if strengths[at]}
        for word in filter(is_word, cut):
            weight = self.counts.weighed(word, lessons)[at]
            if weight >= _SPEAKS and word not in speaking and not _lies_inside(word, cut):
                speaking[word] = min(weight, 1.0)
        chosen: list[str] = []
        for word in sorted(speaking, key=lambda word: -speaking[word]):
            if len(chosen) < _REASONS and not any(word in other or other in word for other in chosen):
                chosen.append(word)
        return tuple(sorted(chosen, key=text.find))


def _branch_word(topic: Topic) -> Row:
    return tuple(_BRANCH_WORD if one is topic else 0.0 for one in TOPICS)


def _straddles(word: str, text: str, cut: Sequence[str]) -> bool:
    """Whether a short word is but the end of one piece and the beginning of the next: 家政 in 国家政策."""
    if len(word) != 2 or word in cut:
        return False
    at = text.find(word)
    return at > 0 and text[at - 1 : at + 1] in cut and text[at + 1 : at + 3] in cut


def _lies_inside(word: str, cut: Sequence[str]) -> bool:
    """Whether it is part of a longer piece: 动车, where 电动车 is meant."""
    return any(word in piece and word != piece for piece in cut)
