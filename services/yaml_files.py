"""A YAML file from outside, taken apart into texts, lists and mappings, with the line each part stands in (A3, H8).

A file is foreign, so nothing is believed: nothing in it can name a type or repeat a part.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final

import yaml

from domain.policies import FileProblem, Plain

LARGEST: Final = 64 * 1024  # bytes; rules with two hundred words are a tenth of it
SUFFIXES: Final = frozenset({".yaml", ".yml"})
_DEEPEST: Final = 6
_COLON: Final = re.compile(r"^(\s*[^#\s:：\"'][^:：\n]*)：[ \t]*", re.MULTILINE)
_OPENING: Final = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_CLOSING: Final = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """One line that cannot be read; `twice` is the key that stands there a second time."""

    line: int
    twice: str | None = None


def wrong_from_outside(name: str, size: int | None) -> FileProblem | None:
    """What can be refused before the file is fetched."""
    if PurePath(name).suffix.lower() not in SUFFIXES:
        return FileProblem.WRONG_KIND
    return FileProblem.TOO_BIG if size is not None and size > LARGEST else None


def take_apart(name: str, data: bytes) -> "Taken | FileProblem":
    """The file's parts, the bad lines among them. Never raises."""
    wrong = wrong_from_outside(name, len(data))
    if wrong is not None:
        return wrong
    text = _decoded(data)
    if text is None:
        return FileProblem.NOT_TEXT
    taken = Taken()
    try:
        taken.take(_COLON.sub(r"\1: ", text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return Taken(bad=[Unreadable(mark.line + 1 if mark is not None else 1)])
    except yaml.YAMLError:
        return FileProblem.NOT_TEXT
    return FileProblem.EMPTY if taken.data is None and not taken.bad else taken


def put_together(parts: Mapping[str, Plain], notes: Mapping[str, str], heading: str) -> bytes:
    """A file for people: each part under a line that says what it is for."""
    written = [f"# {heading}\n"]
    for key, value in parts.items():
        dumped = yaml.safe_dump({key: value or None}, allow_unicode=True, sort_keys=False, default_flow_style=False)
        written.append(f"# {notes[key]}\n{dumped.replace(': null', ':')}")
    return "\n".join(written).encode()


def _decoded(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


@dataclass
class Taken:
    """A file taken apart, and the line each part stands in."""

    data: "Plain | None" = None
    bad: list[Unreadable] = field(default_factory=list)
    lines: dict[tuple[str, ...], int] = field(default_factory=dict)

    def take(self, text: str) -> None:
        """Raises yaml.YAMLError."""
        self.bad = list(_unwanted(text))
        root = None if self.bad else yaml.compose(text, Loader=yaml.BaseLoader)
        if root is not None:
            self.data = self._plain(root, ())

    def line_of(self, path: tuple[str, ...]) -> int:
        """The line of a part, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def _plain(self, node: yaml.Node, path: tuple[str, ...]) -> Plain:
        self.lines.setdefault(path, node.start_mark.line + 1)
        match node:
            case yaml.MappingNode():
                return dict(self._entries(node, path))
            case yaml.SequenceNode():
                return [self._plain(each, (*path, str(number))) for number, each in enumerate(node.value)]
        return str(node.value)

    def _entries(self, node: yaml.MappingNode, path: tuple[str, ...]) -> Iterator[tuple[str, Plain]]:
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            name = key.value.strip() if isinstance(key, yaml.ScalarNode) else ""
            if not name:
                self.bad.append(Unreadable(line))
                continue
            if name in seen:
                self.bad.append(Unreadable(line, twice=name))
            seen.add(name)
            self.lines[(*path, name)] = line
            yield name, self._plain(value, (*path, name))


def _unwanted(text: str) -> Iterator[Unreadable]:
    """Parts that repeat other parts, and nesting deeper than any policy: both are how a small file becomes a huge one.

    Read as events, which takes no more memory than the file.
    """
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        depth += isinstance(event, _OPENING) - isinstance(event, _CLOSING)
        if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
            yield Unreadable(event.start_mark.line + 1 if event.start_mark is not None else 1)
            return
