"""What is said when a request moves to another owner (H12, H13)."""

from domain.concerns import SHORT_NAMES, Topic
from domain.messages import Message
from texts.rendering import html, plain

FEATURE = "handing"


def ask_whom(number: str, *, back: bool) -> Message:
    return Message(html(FEATURE, "ask_whom_back", number=number) if back else html(FEATURE, "ask_whom", number=number))


def no_such_person() -> str:
    return html(FEATURE, "no_such_person")


def ask_reason(number: str, to: str, *, back: bool, settled: bool) -> Message:
    """Why it moves; `settled` says that the rule chose the person."""
    return Message(html(FEATURE, "ask_reason", number=number, to=to, back=back, settled=settled))


def ask_topic(number: str) -> Message:
    return Message(html(FEATURE, "ask_topic", number=number))


def topic_label(topic: Topic) -> str:
    return SHORT_NAMES[topic]


def label_as_it_is() -> str:
    return plain(FEATURE, "label_as_it_is")


def choose_topic() -> str:
    return html(FEATURE, "choose_topic")


def stays(number: str) -> Message:
    return Message(html(FEATURE, "stays", number=number))


def handed_on(number: str, to: str) -> Message:
    return Message(html(FEATURE, "handed_on", number=number, to=to))


def handed_for_you(number: str, owner: str) -> Message:
    """To the asker."""
    return Message(html(FEATURE, "handed_for_you", number=number, owner=owner))
