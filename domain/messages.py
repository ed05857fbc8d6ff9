"""What can be said, before any chat network is thought of."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import IntEnum, StrEnum
from html import unescape
from typing import TypeAlias

from domain.pictures import Picture

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


class MediaKind(StrEnum):
    VOICE = "voice"
    PHOTO = "photo"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Media:
    """Something that lies with Telegram already: we know its id, and never its content (H15)."""

    kind: MediaKind
    file_id: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message: HTML of the few tags Telegram knows, rows of buttons, an optional file and big menu buttons.

    A message carries a `file` of ours, a `media` of somebody's or a `picture` that is drawn when it is sent, one of
    them at most; its words are the caption then, and they go alone where the picture cannot be drawn.
    """

    html: str
    rows: Rows = ()
    menu: tuple[tuple[str, ...], ...] | None = None
    file: File | None = None
    media: Media | None = None
    picture: Picture | None = None


class Method(StrEnum):
    """What a letter makes happen in the chat."""

    SEND = "send"
    EDIT = "edit"
    LIVE = "live"
    DELETE = "delete"
    FETCH = "fetch"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Letter:
    """One thing to be done in one chat.

    `topic` names a message that lives: the newest letter of a topic replaces the waiting one, and its first sending
    is remembered so that later ones edit it. A LIVE letter carries no words but `live`, the name of a view, and
    `ref`; its words are drawn at the moment of sending. `key` is unique for ever; `expires_at` ends its
    worth. `rests` is the next span of quiet hours, [from, until): what still waits then goes on afterwards, and so
    each night.
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
    rests: tuple[datetime, datetime] | None = None
    silent: bool = False
    errand: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Toast:
    """The short answer that appears over the chat when a button was pressed; `start` opens the private chat."""

    text: str
    alert: bool = False
    start: str | None = None


_TAG = re.compile(r"<[^>]*>")
TEXT_UNITS = 4096
CAPTION_UNITS = 1024


def parts(letter: Letter) -> list[Letter]:
    """A letter over Telegram's limit as several, each sent, paced and kept from repeating by itself (L16).

    Buttons, menu and file go with the last; a file whose words do not fit under it comes without words behind them.
    """
    message = letter.message
    if message is None:
        return [letter]
    *heads, last = list(split(message.html)) or [""]
    carries = message.file is not None or message.media is not None or message.picture is not None
    if carries and units(last) > CAPTION_UNITS:
        heads, last = [*heads, last], ""
    if not heads:
        return [letter]
    said = [Message(head) for head in heads] + [replace(message, html=last)]
    key = letter.key
    return [
        replace(
            letter,
            message=part,
            method=letter.method if index == 0 else Method.SEND,
            message_id=letter.message_id if index == 0 else None,
            key=None if key is None else f"{key}#{index}",
        )
        for index, part in enumerate(said)
    ]


def shortened(message: Message) -> Message:
    """A living message is one message: what does not fit is left out, and that is shown.

    Telegram counts what is seen: neither our tags nor the length of `&lt;` for a bracket that somebody typed.
    """
    limit = TEXT_UNITS if message.picture is None else CAPTION_UNITS
    if units(unescape(_TAG.sub("", message.html))) <= limit:
        return message
    return replace(message, html=next(split(message.html, limit - 2)) + "\n…")


def clipped(text: str, limit: int) -> str:
    """Plain text cut to a length in UTF-16 units."""
    return text[: _reach(text, limit)]


def split(html: str, limit: int = TEXT_UNITS) -> Iterator[str]:
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
        if part.strip():
            yield part
        while units(rest) > limit:
            head = _head(rest, limit)
            yield head
            rest = rest[len(head) :]
        part = rest
    if part.strip():
        yield part


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text) + sum(ord(character) > 0xFFFF for character in text)


def _head(text: str, limit: int) -> str:
    return text[: _before_entity(text, _reach(text, limit))]


def _reach(text: str, limit: int) -> int:
    """How many characters fit into this many units."""
    taken = 0
    for index, character in enumerate(text):
        taken += 2 if ord(character) > 0xFFFF else 1
        if taken > limit:
            return index
    return len(text)


def _before_entity(text: str, index: int) -> int:
    """Step back to before a tag or an `&amp;`-like entity that the cut would break."""
    tag = text.rfind("<", 0, index)
    if tag > 0 and ">" not in text[tag:index]:
        return tag
    entity = text.rfind("&", max(0, index - 8), index)
    return entity if entity > 0 and ";" not in text[entity:index] else index
