"""What is said everywhere: refusals, mistakes, the menu."""

from domain.messages import Message
from texts.rendering import html
from texts.rendering import plain as words

MENU = (("签到", "请假", "求助"), ("学习", "日历", "更多"))


def plain(text: str) -> Message:
    """Plain words as a message."""
    return Message(html("common", "plain", text=text))


def stale_button() -> str:
    return words("common", "stale_button")


def not_your_button() -> str:
    return words("common", "not_your_button")


def too_fast() -> str:
    return words("common", "too_fast")


def feature_off() -> str:
    return words("common", "feature_off")


def something_broke() -> str:
    return words("common", "something_broke")


def storage_away() -> str:
    return words("common", "storage_away")


def not_understood() -> Message:
    """The answer to words that nothing waits for; brings the big buttons along."""
    return Message(html("common", "not_understood"), menu=MENU)


def not_on_roster() -> Message:
    return Message(html("common", "not_on_roster"))


def stranger() -> str:
    return words("common", "stranger")


def anonymous_sender() -> Message:
    return Message(html("common", "anonymous_sender"))


def not_allowed() -> str:
    return words("common", "not_allowed")
