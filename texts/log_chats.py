"""What a leaders' group reads of requests: numbers, categories and steps."""

from collections.abc import Sequence
from datetime import datetime

from domain.messages import Message
from texts.rendering import html, plain

FEATURE = "log_chats"


def day(midnight: datetime, lines: Sequence[tuple[datetime, str, str, str]], now: datetime) -> Message:
    """(when, number, category, what happened), oldest first."""
    said = [(at, number, topic, plain(FEATURE, f"happened_{kind}")) for at, number, topic, kind in lines]
    return Message(html(FEATURE, "day", midnight=midnight, lines=said, now=now))


def chosen(branch: str) -> Message:
    return Message(html(FEATURE, "chosen", branch=branch))


def dropped() -> Message:
    return Message(html(FEATURE, "dropped"))


def of_members() -> Message:
    return Message(html(FEATURE, "of_members"))


def who_can() -> Message:
    return Message(html(FEATURE, "who_can"))


def how() -> Message:
    return Message(html(FEATURE, "how"))
