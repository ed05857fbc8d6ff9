"""Telegram's HTML, read as strictly as the official server reads it."""

import html
import re
from dataclasses import dataclass, field
from typing import Final

from sandbox.world.actors import Json
from sandbox.world.entities import utf16
from sandbox.world.refusals import Refusal, bad_request

_TAG: Final = re.compile(r"<(/?)([A-Za-z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE: Final = re.compile(r"([\w-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?")
_CHARACTER: Final = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#x[0-9A-Fa-f]+);")

_KINDS: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
}


def _unreadable(why: str) -> Refusal:
    return bad_request(f"can't parse entities: {why}")


@dataclass
class _Open:
    tag: str
    start: int
    entity: Json


@dataclass
class _Reader:
    source: str
    text: str = ""
    length: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def say(self, piece: str) -> None:
        plain = _CHARACTER.sub(lambda match: html.unescape(match[0]), piece)
        self.text += plain
        self.length += utf16(plain)

    def open(self, tag: str, attributes: str, at: int) -> None:
        if tag not in _KINDS:
            raise _unreadable(f'Unsupported start tag "{tag}" at byte offset {at}')
        given = {
            match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "")
            for match in _ATTRIBUTE.finditer(attributes)
        }
        self.stack.append(_Open(tag, self.length, self._entity(tag, given, at)))

    def _entity(self, tag: str, given: dict[str, str], at: int) -> Json:
        entity: Json = {"type": _KINDS[tag]}
        if tag == "span" and given.get("class") != "tg-spoiler":
            raise _unreadable(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
        if tag == "a":
            entity["url"] = given.get("href", "")
        if tag == "tg-emoji":
            entity["custom_emoji_id"] = given.get("emoji-id", "")
        if tag == "blockquote" and "expandable" in given:
            entity["type"] = "expandable_blockquote"
        if tag == "code" and self.stack and self.stack[-1].tag == "pre":
            self.stack[-1].entity["language"] = given.get("class", "").removeprefix("language-")
            entity["type"] = ""
        return entity

    def close(self, tag: str, at: int) -> None:
        if not self.stack:
            raise _unreadable(f"Unexpected end tag at byte offset {at}")
        opened = self.stack.pop()
        if opened.tag != tag:
            raise _unreadable(f'Unmatched end tag at byte offset {at}, expected "</{opened.tag}>", found "</{tag}>"')
        self._keep(opened)

    def _keep(self, opened: _Open) -> None:
        entity = {name: value for name, value in opened.entity.items() if value}
        is_bare_link = opened.tag == "a" and "url" not in entity
        if "type" in entity and not is_bare_link and self.length > opened.start:
            self.entities.append(entity | {"offset": opened.start, "length": self.length - opened.start})

    def read(self) -> tuple[str, list[Json]]:
        position = 0
        while (start := self.source.find("<", position)) >= 0:
            self.say(self.source[position:start])
            at = len(self.source[:start].encode())
            match = _TAG.match(self.source, start)
            if match is None:
                raise _unreadable(f'Unsupported start tag "{self._stump(start)}" at byte offset {at}')
            tag = match[2].lower()
            if match[1]:
                self.close(tag, at)
            else:
                self.open(tag, match[3], at)
            position = match.end()
        self.say(self.source[position:])
        if self.stack:
            raise _unreadable(f'Can\'t find end tag corresponding to start tag "{self.stack[-1].tag}"')
        return self.text, sorted(self.entities, key=lambda entity: (entity["offset"], -entity["length"]))

    def _stump(self, start: int) -> str:
        return re.split(r"[\s<>/]", self.source[start + 1 :], maxsplit=1)[0]


def read_html(source: str) -> tuple[str, list[Json]]:
    """The plain text and the entities of a text in Telegram's HTML."""
    return _Reader(source).read()
