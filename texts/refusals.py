"""What anybody may hear anywhere when something cannot be done, and kindly why."""

from domain.messages import Message
from texts.menu import MENU
from texts.rendering import html
from texts.rendering import plain as words

FEATURE = "refusals"


def plain(text: str) -> Message:
    """Plain words as a message."""
    return Message(html(FEATURE, "plain", text=text))


def stale_button() -> str:
    return words(FEATURE, "stale_button")


def not_your_button() -> str:
    return words(FEATURE, "not_your_button")


def too_fast() -> str:
    return words(FEATURE, "too_fast")


def feature_off() -> str:
    return words(FEATURE, "feature_off")


def something_broke() -> str:
    return words(FEATURE, "something_broke")


def storage_away() -> str:
    return words(FEATURE, "storage_away")


def not_understood() -> Message:
    """The answer to words that nothing waits for; brings the big buttons along."""
    return Message(html(FEATURE, "not_understood"), menu=MENU)


def not_on_roster() -> Message:
    return Message(html(FEATURE, "not_on_roster"))


def stranger() -> str:
    return words(FEATURE, "stranger")


def anonymous_sender() -> Message:
    return Message(html(FEATURE, "anonymous_sender"))


def not_allowed() -> str:
    return words(FEATURE, "not_allowed")
