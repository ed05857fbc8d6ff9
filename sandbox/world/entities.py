"""Formatting marks on text. Telegram counts their offsets in UTF-16 units, so everything here does."""

import re
from typing import Final

from sandbox.world.actors import Json

_COMMAND: Final = re.compile(r"(?<![\w/<>])/([A-Za-z0-9_]{1,64})(?:@([A-Za-z0-9_]{3,32}))?(?![\w/<>])")
_MENTION: Final = re.compile(r"(?<![\w@/])@[A-Za-z0-9_]{4,32}(?!\w)")
_URL: Final = re.compile(r"https?://[\w\-.~:/?#\[\]@!$&'()*+,;=%]+[\w/=&]", re.ASCII)
_DETECTED: Final = (("bot_command", _COMMAND), ("mention", _MENTION), ("url", _URL))
_OPAQUE: Final = frozenset({"code", "pre", "text_link"})


def utf16(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def cut(text: str, entity: Json) -> str:
    """The part of the text that an entity marks."""
    raw = text.encode("utf-16-le")
    start = 2 * entity["offset"]
    return raw[start : start + 2 * entity["length"]].decode("utf-16-le", "replace")


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Text without the blank ends Telegram takes away, its entities moved along and cut to size."""
    lead = utf16(text) - utf16(text.lstrip())
    text = text.strip()
    end = utf16(text)
    kept: list[Json] = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        stop = min(entity["offset"] - lead + entity["length"], end)
        if stop > start:
            kept.append(entity | {"offset": start, "length": stop - start})
    return text, kept


def with_detected(text: str, entities: list[Json]) -> tuple[Json, ...]:
    """The given entities and those Telegram finds by itself: commands, mentions and addresses.

    A command is Latin letters, digits and underscores only; /签到 is plain text.
    """
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in _OPAQUE]
    found = list(entities)
    for kind, pattern in _DETECTED:
        for match in pattern.finditer(text):
            start, stop = utf16(text[: match.start()]), utf16(text[: match.end()])
            if all(stop <= begun or start >= done for begun, done in taken):
                taken.append((start, stop))
                found.append({"type": kind, "offset": start, "length": stop - start})
    return tuple(sorted(found, key=lambda entity: (entity["offset"], -entity["length"])))


def commands(text: str, entities: tuple[Json, ...]) -> list[tuple[str, str]]:
    """The commands in a text with the bots they are addressed to ('' for nobody in particular)."""
    spoken = (cut(text, entity) for entity in entities if entity["type"] == "bot_command")
    return [(name, bot) for name, _, bot in (command[1:].partition("@") for command in spoken)]
