"""What is said about the topics of a forum group."""

from collections.abc import Collection

from domain.forums import Purpose
from domain.messages import Button, Message, Press
from texts.rendering import message, plain

FEATURE = "forums"


def topic(here: Collection[Purpose], telegram_id: int) -> Message:
    """What comes into this topic; one button a kind, for the leader who asked alone."""
    words = message(FEATURE, "topic", here="、".join(plain(FEATURE, f"kind_{one}") for one in Purpose if one in here))
    buttons = tuple(
        Button(
            plain(FEATURE, "stop" if one in here else "start", kind=plain(FEATURE, f"kind_{one}")),
            Press("topic", (number,), telegram_id),
        )
        for number, one in enumerate(Purpose)
    )
    return Message(words.html, (buttons,))


def how() -> Message:
    return message(FEATURE, "how")


def no_topic() -> Message:
    return message(FEATURE, "no_topic")


def not_bound() -> Message:
    return message(FEATURE, "not_bound")


def who_can() -> Message:
    return message(FEATURE, "who_can")
