"""What is said to a leader who enters a request for somebody without Telegram (O5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.concerns import SHORT_NAMES, Topic
from domain.messages import Message
from texts.rendering import html, plain

FEATURE = "entering"
AGREED = plain(FEATURE, "label_agreed")
OTHER_TOPIC = plain(FEATURE, "label_other_topic")


@dataclass(frozen=True, slots=True)
class Entered:
    """What would be sent; `topic` is None where a person sorts it, `to` None where nobody can be asked at once."""

    name: str
    text: str
    topic: Topic | None
    because: Sequence[str]
    to: str | None
    respond_by: datetime


def for_whom(*, may_type: bool) -> Message:
    return Message(html(FEATURE, "for_whom", may_type=may_type))


def nobody() -> Message:
    return Message(html(FEATURE, "nobody"))


def choose_somebody() -> str:
    return html(FEATURE, "choose_somebody")


def what(name: str) -> Message:
    return Message(html(FEATURE, "what", name=name))


def empty() -> str:
    return html(FEATURE, "empty")


def too_long(most: int) -> str:
    return html(FEATURE, "too_long", most=most)


def which_topic() -> Message:
    return Message(html(FEATURE, "which_topic"))


def topic_label(topic: Topic) -> str:
    return SHORT_NAMES[topic]


def choose_topic() -> str:
    return html(FEATURE, "choose_topic")


def confirm(entered: Entered, now: datetime) -> Message:
    """The preview, and what the leader vouches for: the person has been asked."""
    topic = SHORT_NAMES[entered.topic] if entered.topic is not None else ""
    return Message(html(FEATURE, "confirm", entered=entered, topic=topic, now=now))


def press_agreed(name: str) -> str:
    return html(FEATURE, "press_agreed", name=name)
