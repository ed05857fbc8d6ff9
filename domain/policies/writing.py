"""A policy as plain data: what is kept in the database and written into the file that leaders get."""

from datetime import timedelta

from domain.concerns import Topic, Urgency
from domain.members import ROLE_NAMES
from domain.policies import reading
from domain.policies.policy import Policy
from domain.policies.reading import Plain
from domain.policies.times import hours_words, span_words
from domain.requests.clocks import Clocks


def written(policy: Policy) -> dict[str, Plain]:
    """Every part, in the order in which a person reads them; `reading.read` gives the same policy back."""
    return {
        reading.ROUTES: {str(topic): ROLE_NAMES[policy.routes[topic]] for topic in Topic},
        reading.DISPATCHER: ROLE_NAMES[policy.dispatcher],
        reading.CLOCKS: {str(urgency): _clocks(policy.clocks[urgency]) for urgency in Urgency},
        reading.TOPIC_CLOCKS: _topic_clocks(policy),
        reading.QUIET: hours_words(policy.quiet),
        reading.HOURS: hours_words(policy.hours),
        reading.DUTY: [day.isoformat() for day in sorted(policy.duty)],
        reading.WORDS: {word: str(topic) for word, topic in policy.words.items()},
    }


def _clocks(clocks: Clocks) -> dict[str, Plain]:
    spans: dict[str, timedelta] = {
        "respond": clocks.respond,
        "step": clocks.step,
        "update": clocks.update,
        "resolve": clocks.resolve,
    }
    words: dict[str, Plain] = {key: span_words(spans[name]) for key, name in reading.SPANS.items()}
    return {**words, reading.ALWAYS: "是" if clocks.always else "否"}


def _topic_clocks(policy: Policy) -> dict[str, Plain]:
    kept: dict[str, Plain] = {}
    for topic in Topic:
        of_topic: dict[str, Plain] = {
            str(urgency): _clocks(policy.topic_clocks[topic, urgency])
            for urgency in Urgency
            if (topic, urgency) in policy.topic_clocks
        }
        if of_topic:
            kept[str(topic)] = of_topic
    return kept
