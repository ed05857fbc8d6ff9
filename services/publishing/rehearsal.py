"""Trying a policy before it is published: sentences whose topic is known are understood with the old words and the new.

Danger is judged apart from words and routes, so no change of them can make a danger harmless (A5, C9).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from domain.concerns import Topic
from domain.policies import Moved, Rehearsal
from services.concerns import understand


@dataclass(frozen=True, slots=True)
class Sentence:
    topic: Topic
    text: str


def rehearse(old: Mapping[str, Topic], new: Mapping[str, Topic]) -> Rehearsal:
    """About a millisecond a sentence; call it in a thread."""
    before = [_topic_of(sentence, old) for sentence in sentences()]
    after = before if old == new else [_topic_of(sentence, new) for sentence in sentences()]
    told = list(zip(sentences(), before, after, strict=True))
    return Rehearsal(
        total=len(told),
        right_before=sum(was is sentence.topic for sentence, was, _ in told),
        right_after=sum(will is sentence.topic for sentence, _, will in told),
        moved=tuple(Moved(sentence.text, was, will) for sentence, was, will in told if was is not will),
    )


@cache
def sentences() -> tuple[Sentence, ...]:
    """The sentences that ship: topic, tab, text."""
    lines = (files(__package__) / "sentences.txt").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(Sentence(Topic(topic), text) for topic, text in pairs)


def _topic_of(sentence: Sentence, words: Mapping[str, Topic]) -> Topic | None:
    return understand(sentence.text, words=words).concern.topic
