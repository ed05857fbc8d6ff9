"""A policy from plain data, as it stands in the database and in the file that leaders send (H8).

Every value is text; a part that is not there stays as it was. Nothing unknown is passed over in silence: a post
misspelt would be a topic that nobody looks after.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final, TypeAlias, TypeVar

from domain.concerns import SHORT_NAMES, Topic, Urgency
from domain.members import ROLE_WORDS, Role
from domain.policies.faults import Fault, Path, Problem, fault_of_word
from domain.policies.policy import DEFAULT, Policy
from domain.policies.times import NEVER, read_hours, read_span
from domain.requests.clocks import Clocks
from domain.workdays import Hours

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
_T = TypeVar("_T")

ROUTES: Final = "分工"
DISPATCHER: Final = "转人工"
CLOCKS: Final = "时限"
TOPIC_CLOCKS: Final = "单独时限"
QUIET: Final = "静音"
HOURS: Final = "办公"
DUTY: Final = "值班日"
WORDS: Final = "本支部的词"
PARTS: Final = (ROUTES, DISPATCHER, CLOCKS, TOPIC_CLOCKS, QUIET, HOURS, DUTY, WORDS)
SPANS: Final = {"回应": "respond", "逐级": "step", "进展": "update", "办结": "resolve"}
ALWAYS: Final = "全天"
YES_NO: Final = {"是": True, "否": False}

TOPICS: Final[Mapping[str, Topic]] = {str(topic): topic for topic in Topic} | {
    name: topic for topic, name in SHORT_NAMES.items()
}
MOST_WORDS: Final = 200
MOST_DUTY_DAYS: Final = 100
MOST_QUIET: Final = timedelta(hours=16)


def read(data: Plain, base: Policy) -> Policy | list[Problem]:
    """The policy that a document asks for, over `base`; or everything that is wrong with it, in its order."""
    reader = _Reader()
    policy = reader.policy(data, base)
    return reader.problems or policy


def kept(data: Plain) -> Policy:
    """A document that was published: what this version of ours cannot read any more is as everybody begins.

    A word that would not be taken today stays: the branch finds it on its page and takes it away.
    """
    return _Reader().policy(data, DEFAULT)


@dataclass
class _Reader:
    """Goes through a document and goes on after a fault, so that all of them can be told at once."""

    problems: list[Problem] = field(default_factory=list)

    def policy(self, data: Plain, base: Policy) -> Policy:
        parts = self._mapping(data, ())
        for key in parts:
            if key not in PARTS:
                self._fault((key,), Fault.UNKNOWN_KEY, key)
        clocks = self._clocks(parts, base)
        return Policy(
            routes=self._routes(parts, base),
            dispatcher=self._value(parts, (DISPATCHER,), ROLE_WORDS.get, Fault.UNKNOWN_ROLE) or base.dispatcher,
            clocks=clocks,
            topic_clocks=self._topic_clocks(parts, base, clocks),
            quiet=self._quiet(parts) or base.quiet,
            hours=self._hours(parts) or base.hours,
            duty=self._duty(parts, base),
            words=self._words(parts, base),
        )

    def _routes(self, parts: dict[str, Plain], base: Policy) -> Mapping[Topic, Role]:
        routes = dict(base.routes)
        named = self._mapping(parts.get(ROUTES, {}), (ROUTES,))
        for key in named:
            topic = self._key((ROUTES, key), TOPICS.get, Fault.UNKNOWN_TOPIC)
            role = self._value(named, (ROUTES, key), ROLE_WORDS.get, Fault.UNKNOWN_ROLE)
            if topic is not None and role is not None:
                routes[topic] = role
        return routes

    def _clocks(self, parts: dict[str, Plain], base: Policy) -> Mapping[Urgency, Clocks]:
        clocks = dict(base.clocks)
        for urgency, data, path in self._urgencies(parts.get(CLOCKS, {}), (CLOCKS,)):
            clocks[urgency] = self._one(data, path, clocks[urgency])
        return clocks

    def _topic_clocks(
        self, parts: dict[str, Plain], base: Policy, clocks: Mapping[Urgency, Clocks]
    ) -> Mapping[tuple[Topic, Urgency], Clocks]:
        if TOPIC_CLOCKS not in parts:
            return base.topic_clocks
        named = self._mapping(parts[TOPIC_CLOCKS], (TOPIC_CLOCKS,))
        found: dict[tuple[Topic, Urgency], Clocks] = {}
        for key, data in named.items():
            topic = self._key((TOPIC_CLOCKS, key), TOPICS.get, Fault.UNKNOWN_TOPIC)
            for urgency, spans, path in self._urgencies(data, (TOPIC_CLOCKS, key)):
                read = self._one(spans, path, clocks[urgency])
                if topic is not None:
                    found[topic, urgency] = read
        return found

    def _urgencies(self, data: Plain, path: Path) -> list[tuple[Urgency, Plain, Path]]:
        found = []
        for key, value in self._mapping(data, path).items():
            urgency = self._key((*path, key), _URGENCIES.get, Fault.UNKNOWN_URGENCY)
            if urgency is not None:
                found.append((urgency, value, (*path, key)))
        return found

    def _one(self, data: Plain, path: Path, base: Clocks) -> Clocks:
        spans = self._mapping(data, path)
        changes: dict[str, timedelta] = {}
        for key in spans:
            if key in SPANS:
                span = self._value(spans, (*path, key), read_span, Fault.WRONG_SPAN)
                if span is not None:
                    changes[SPANS[key]] = span
            elif key != ALWAYS:
                self._fault((*path, key), Fault.UNKNOWN_KEY, key)
        always = self._value(spans, (*path, ALWAYS), YES_NO.get, Fault.WRONG_YES_NO)
        clocks = replace(base, **changes, always=base.always if always is None else always)
        if max(clocks.respond, clocks.update) > clocks.resolve:
            self._fault(path, Fault.ENDS_BEFORE)
        return clocks

    def _quiet(self, parts: dict[str, Plain]) -> Hours | None:
        quiet = self._value(parts, (QUIET,), read_hours, Fault.WRONG_HOURS)
        if quiet is not None and quiet.length > MOST_QUIET:
            self._fault((QUIET,), Fault.TOO_QUIET, str(parts[QUIET]))
        return quiet

    def _hours(self, parts: dict[str, Plain]) -> Hours | None:
        hours = self._value(parts, (HOURS,), read_hours, Fault.WRONG_HOURS)
        if hours is not None and (hours == NEVER or hours.start > hours.end):
            self._fault((HOURS,), Fault.WRONG_HOURS, str(parts[HOURS]))
        return hours

    def _duty(self, parts: dict[str, Plain], base: Policy) -> frozenset[date]:
        if DUTY not in parts:
            return base.duty
        listed = parts[DUTY] or []
        if not isinstance(listed, list):
            self._fault((DUTY,), Fault.NOT_A_LIST)
            return base.duty
        if len(listed) > MOST_DUTY_DAYS:
            self._fault((DUTY,), Fault.TOO_MANY, str(MOST_DUTY_DAYS))
        entries = {str(number): each for number, each in enumerate(listed)}
        days = (self._value(entries, (DUTY, number), _day, Fault.WRONG_DATE) for number in entries)
        return frozenset(day for day in days if day is not None)

    def _words(self, parts: dict[str, Plain], base: Policy) -> Mapping[str, Topic]:
        if WORDS not in parts:
            return base.words
        listed = self._mapping(parts[WORDS], (WORDS,))
        if len(listed) > MOST_WORDS:
            self._fault((WORDS,), Fault.TOO_MANY, str(MOST_WORDS))
        words: dict[str, Topic] = {}
        for word in listed:
            fault = fault_of_word(word)
            if fault is not None:
                self._fault((WORDS, word), fault, word)
            topic = self._value(listed, (WORDS, word), TOPICS.get, Fault.UNKNOWN_TOPIC)
            if topic is not None:
                words[word] = topic
        return words

    def _mapping(self, data: Plain, path: Path) -> dict[str, Plain]:
        """An empty value is an empty mapping: a heading with nothing under it."""
        if isinstance(data, dict):
            return data
        if data != "":
            self._fault(path, Fault.NOT_A_MAPPING)
        return {}

    def _key(self, path: Path, reads: Callable[[str], _T | None], fault: Fault) -> _T | None:
        found = reads(path[-1])
        if found is None:
            self._fault(path, fault, path[-1])
        return found

    def _value(
        self, entries: Mapping[str, Plain], path: Path, reads: Callable[[str], _T | None], fault: Fault
    ) -> _T | None:
        """What stands at the end of `path`; None where nothing does, or nothing that can be read."""
        value = entries.get(path[-1])
        if value is None:
            return None
        if not isinstance(value, str):
            self._fault(path, Fault.NOT_A_VALUE)
            return None
        found = reads(value.strip())
        if found is None:
            self._fault(path, fault, value.strip())
        return found

    def _fault(self, path: Path, fault: Fault, value: str = "") -> None:
        self.problems.append(Problem(path, fault, value))


_URGENCIES: Final = {str(urgency): urgency for urgency in Urgency}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
