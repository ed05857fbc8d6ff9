"""What all dialogues say alike."""

from collections.abc import Callable, Iterable
from datetime import datetime

from domain.dates import moment_words
from texts.rendering import html, plain


def cancel_label() -> str:
    return plain("dialogues", "cancel_label")


def cancelled() -> str:
    return plain("dialogues", "cancelled")


def nothing_to_cancel() -> str:
    return plain("dialogues", "nothing_to_cancel")


def old_question() -> str:
    return plain("dialogues", "old_question")


def press_a_button() -> str:
    return html("dialogues", "press_a_button")


def classified() -> str:
    """To whoever wrote something that bears a mark of secrecy (SEC-04)."""
    return html("dialogues", "classified")


def until_label(at: datetime, now: datetime) -> str:
    return plain("dialogues", "label_until", until=moment_words(at, now))


def choice(text: str, names: Iterable[str], label: Callable[[str], str]) -> str | None:
    """Which of these was pressed, or typed with or without its sign."""
    said = text.strip()
    return next((name for name in names if said and label(name).endswith(said)), None)
