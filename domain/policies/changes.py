"""What a new policy changes, one line each: read before it is published."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.concerns import Topic, Urgency
from domain.members import ROLE_NAMES
from domain.policies.policy import Policy
from domain.policies.times import hours_words
from domain.requests.clocks import Clocks


class ChangeKind(StrEnum):
    ROUTE = "route_changed"
    DISPATCHER = "dispatcher_changed"
    CLOCKS = "clocks_changed"
    QUIET = "quiet_changed"
    HOURS = "hours_changed"
    DUTY = "duty_changed"
    WORD_ADDED = "word_added"
    WORD_REMOVED = "word_removed"
    WORD_MOVED = "word_moved"


@dataclass(frozen=True, slots=True)
class Change:
    """`subject` is the topic, the urgency or the word; `before` and `after` are names as people read them.

    `clocks` are the new ones of a CLOCKS change, None where an exception falls away.
    """

    kind: ChangeKind
    subject: str = ""
    before: str = ""
    after: str = ""
    clocks: Clocks | None = None


def changes(old: Policy, new: Policy) -> list[Change]:
    """In the order of the document; nothing where both say the same."""
    return [*_routes(old, new), *_clocks(old, new), *_times(old, new), *_words(old, new)]


def _routes(old: Policy, new: Policy) -> Iterator[Change]:
    for topic in Topic:
        before, after = old.routes[topic], new.routes[topic]
        if before is not after:
            yield Change(ChangeKind.ROUTE, str(topic), ROLE_NAMES[before], ROLE_NAMES[after])
    if old.dispatcher is not new.dispatcher:
        yield Change(ChangeKind.DISPATCHER, "", ROLE_NAMES[old.dispatcher], ROLE_NAMES[new.dispatcher])


def _clocks(old: Policy, new: Policy) -> Iterator[Change]:
    for urgency in Urgency:
        if old.clocks[urgency] != new.clocks[urgency]:
            yield Change(ChangeKind.CLOCKS, str(urgency), clocks=new.clocks[urgency])
    for topic in Topic:
        for urgency in Urgency:
            key = topic, urgency
            if old.topic_clocks.get(key) != new.topic_clocks.get(key):
                yield Change(ChangeKind.CLOCKS, f"{topic}，{urgency}", clocks=new.topic_clocks.get(key))


def _times(old: Policy, new: Policy) -> Iterator[Change]:
    if old.quiet != new.quiet:
        yield Change(ChangeKind.QUIET, "", hours_words(old.quiet), hours_words(new.quiet))
    if old.hours != new.hours:
        yield Change(ChangeKind.HOURS, "", hours_words(old.hours), hours_words(new.hours))
    if old.duty != new.duty:
        yield Change(ChangeKind.DUTY, "", str(len(old.duty)), str(len(new.duty)))


def _words(old: Policy, new: Policy) -> Iterator[Change]:
    for word, topic in new.words.items():
        before = old.words.get(word)
        if before is None:
            yield Change(ChangeKind.WORD_ADDED, word, after=str(topic))
        elif before is not topic:
            yield Change(ChangeKind.WORD_MOVED, word, str(before), str(topic))
    for word, topic in old.words.items():
        if word not in new.words:
            yield Change(ChangeKind.WORD_REMOVED, word, before=str(topic))
