"""What can be said, before any chat network is thought of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


class Lane(IntEnum):
    """Who goes first when many letters wait; lower is sooner."""

    DANGER = 0
    ANSWER = 1
    BOARD = 2
    REMINDER = 3
    BROADCAST = 4


@dataclass(frozen=True, slots=True)
class Press:
    """What a button asks for: an action's short name and whole numbers; `only` binds it to one Telegram person."""

    action: str
    args: tuple[int, ...] = ()
    only: int | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """One button: it either presses, or opens the private chat with a start payload."""

    label: str
    press: Press | None = None
    start: str | None = None


Rows: TypeAlias = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class File:
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One message: HTML of the few tags Telegram knows, rows of buttons, an optional file and big menu buttons."""

    html: str
    rows: Rows = ()
    menu: tuple[tuple[str, ...], ...] | None = None
    file: File | None = None


class Method(StrEnum):
    """What a letter makes happen in the chat."""

    SEND = "send"
    EDIT = "edit"
    LIVE = "live"
    FETCH = "fetch"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Letter:
    """One thing to be done in one chat.

    `topic` names a message that lives: the newest letter of a topic replaces the waiting one, and its first sending
    is remembered so that later ones edit it. A LIVE letter carries no words but `live`, the name of a view, and
    `ref`; its words are drawn at the moment of sending. `key` is unique for ever; `expires_at` ends its worth.
    """

    chat_id: int
    method: Method = Method.SEND
    message: Message | None = None
    lane: Lane = Lane.ANSWER
    topic: str | None = None
    key: str | None = None
    live: str | None = None
    ref: int | None = None
    thread_id: int | None = None
    message_id: int | None = None
    expires_at: datetime | None = None
    silent: bool = False
    errand: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Toast:
    """The short answer that appears over the chat when a button was pressed; `start` opens the private chat."""

    text: str
    alert: bool = False
    start: str | None = None


def split(html: str, limit: int = 4096) -> Iterator[str]:
    """Cut a long text at line ends into parts of at most `limit` UTF-16 units (Telegram's measure).

    Our templates open and close their tags within a line, so a cut between lines keeps every part well-formed.
    A single line over the limit holds no tag and is cut hard.
    """
    part = ""
    for line in html.split("\n"):
        rest = line
        joined = f"{part}\n{rest}" if part else rest
        if units(joined) <= limit:
            part = joined
            continue
        if part:
            yield part
        while units(rest) > limit:
            head = _head(rest, limit)
            yield head
            rest = rest[len(head) :]
        part = rest
    if part:
        yield part


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text) + sum(ord(character) > 0xFFFF for character in text)


def _head(text: str, limit: int) -> str:
    taken = 0
    for index, character in enumerate(text):
        taken += 2 if ord(character) > 0xFFFF else 1
        if taken > limit:
            return text[: _before_entity(text, index)]
    return text


def _before_entity(text: str, index: int) -> int:
    """Step back to before an `&amp;`-like entity that the cut would break."""
    start = text.rfind("&", max(0, index - 8), index)
    return start if start > 0 and ";" not in text[start:index] else index
