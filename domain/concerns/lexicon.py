"""Words written by hand, each with the topics it speaks for and how plainly it does."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from domain.concerns.counting import TOPICS, Row
from domain.concerns.topics import Topic
from domain.forbidden_words import forbidden_in

PLAIN: Final = 1.0
UNMISTAKABLE: Final = 2.0  # written with a ! behind the word


class LexiconProblem(ValueError):
    """The file is not written as it should be; the message names the line."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by what they say; found by substring, the longest first, so that 不着急 is not 着急."""

    words: Mapping[str, Row]
    reach: Mapping[str, int]

    @classmethod
    def of(cls, words: Mapping[str, Mapping[Topic, float]]) -> "Lexicon":
        """A lexicon of these words."""
        rows = {word: tuple(topics.get(topic, 0.0) for topic in TOPICS) for word, topics in words.items()}
        return cls(rows, reach(rows))

    def found_in(self, text: str) -> list[str]:
        """The words that stand in a tidied text, in their order; none lies inside another."""
        return list(longest_matches(text, self.words, self.reach))


def reach(words: Iterable[str]) -> dict[str, int]:
    """How long the longest word with this first character is."""
    longest: dict[str, int] = {}
    for word in words:
        longest[word[0]] = max(len(word), longest.get(word[0], 0))
    return longest


def longest_matches(text: str, words: Mapping[str, object], reach: Mapping[str, int]) -> Iterator[str]:
    """Scan from left to right; at each place the longest word wins and is stepped over."""
    at = 0
    while at < len(text):
        for length in range(reach.get(text[at], 0), 0, -1):
            if (piece := text[at : at + length]) in words:
                yield piece
                at += len(piece)
                break
        else:
            at += 1


def read(text: str) -> Lexicon:
    """Parse the file: `[topic]`, then words separated by blanks, `!` behind one that has a single meaning; `#` remarks.

    A word may stand under several topics.
    """
    words: dict[str, dict[Topic, float]] = {}
    topic: Topic | None = None
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("["):
            topic = _topic(stripped.strip("[]"), number)
        elif stripped and not stripped.startswith("#"):
            if topic is None:
                raise LexiconProblem(f"第 {number} 行：词要写在一个主题下面。")
            for written in stripped.split():
                strength = UNMISTAKABLE if written.endswith("!") else PLAIN
                words.setdefault(written.rstrip("!"), {})[topic] = strength
    return Lexicon.of(words)


def forbidden(words: Iterable[str]) -> list[str]:
    """Those that touch what somebody believes or stands for (C8)."""
    return sorted(word for word in words if forbidden_in(word) is not None)


def _topic(name: str, number: int) -> Topic:
    try:
        return Topic(name)
    except ValueError:
        raise LexiconProblem(f"第 {number} 行：没有「{name}」这个主题。") from None
