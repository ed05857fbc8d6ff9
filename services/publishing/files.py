"""The policy as a file: YAML that leaders read, change and send back. A file is foreign, so nothing is believed (H8).

The file is only ever taken apart into texts, lists and mappings: nothing in it can name a type or repeat a part.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final

import yaml

from domain.policies import BadLine, FileProblem, Plain, Policy, read, written
from domain.policies.reading import PARTS

LARGEST: Final = 64 * 1024  # bytes; a policy with two hundred words is a tenth of it
SUFFIXES: Final = frozenset({".yaml", ".yml"})
_DEEPEST: Final = 6
_COLON: Final = re.compile(r"^(\s*[^#\s:：\"'][^:：\n]*)：[ \t]*", re.MULTILINE)
_OPENING: Final = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
_CLOSING: Final = (yaml.SequenceEndEvent, yaml.MappingEndEvent)

# What the file says about each part; read by people only.
NOTES: Final[Mapping[str, str]] = dict(
    zip(
        PARTS,
        (
            "哪一类事归哪个岗位；岗位空着时，会顺着往上找",
            "看不出是哪一类的，交给谁分",
            "多久有人接手、多久换下一位、多久有新进展、多久办完；全天：是 = 夜里和休息日也算",
            "个别事情另外的时限，写法和上面一样，前面加上是哪一类；没有就空着",
            "这段时间不发求助提醒（紧急的除外）；不要静音就写：不设",
            "上班时间",
            "放假也有人值班的日子，写法：- 2026-10-01",
            "本支部自己的词归哪一类，写法：健康小屋: 医疗健康",
        ),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class BadLines:
    """Everything that is wrong with a file, from the top down."""

    lines: tuple[BadLine, ...]


def is_policy(name: str) -> bool:
    """Whether a file is meant for us, by its name."""
    return PurePath(name).suffix.lower() in SUFFIXES


def wrong_from_outside(name: str, size: int | None) -> FileProblem | None:
    """What can be refused before the file is fetched."""
    if not is_policy(name):
        return FileProblem.WRONG_KIND
    return FileProblem.TOO_BIG if size is not None and size > LARGEST else None


def export(branch: str, policy: Policy) -> bytes:
    """The file: every part under a line that says what it is for."""
    parts = [f"# {branch}：求助归谁管、多久办。改好以后把这个文件发给小伴，先看改动，再发布。\n"]
    for key, value in written(policy).items():
        dumped = yaml.safe_dump({key: value or None}, allow_unicode=True, sort_keys=False, default_flow_style=False)
        parts.append(f"# {NOTES[key]}\n{dumped.replace(': null', ':')}")
    return "\n".join(parts).encode()


def read_file(name: str, data: bytes, base: Policy) -> Policy | BadLines | FileProblem:
    """The policy in a file; what the file does not name stays as it is in `base`. Never raises."""
    wrong = wrong_from_outside(name, len(data))
    if wrong is not None:
        return wrong
    text = _decoded(data)
    if text is None:
        return FileProblem.NOT_TEXT
    taken = _Taken()
    try:
        taken.take(_COLON.sub(r"\1: ", text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return BadLines((BadLine(mark.line + 1 if mark is not None else 1),))
    except yaml.YAMLError:
        return FileProblem.NOT_TEXT
    if taken.bad:
        return BadLines(tuple(taken.bad))
    if taken.data is None:
        return FileProblem.EMPTY
    policy = read(taken.data, base)
    if isinstance(policy, Policy):
        return policy
    bad = [BadLine(taken.line_of(problem.path), problem) for problem in policy]
    return BadLines(tuple(sorted(bad, key=lambda each: each.line)))


def _decoded(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


@dataclass
class _Taken:
    """A file taken apart, and the line each part stands in."""

    data: "Plain | None" = None
    bad: list[BadLine] = field(default_factory=list)
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
                self.bad.append(BadLine(line))
                continue
            if name in seen:
                self.bad.append(BadLine(line, twice=name))
            seen.add(name)
            self.lines[(*path, name)] = line
            yield name, self._plain(value, (*path, name))


def _unwanted(text: str) -> Iterator[BadLine]:
    """Parts that repeat other parts, and nesting deeper than any policy: both are how a small file becomes a huge one.

    Read as events, which takes no more memory than the file.
    """
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        depth += isinstance(event, _OPENING) - isinstance(event, _CLOSING)
        if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
            yield BadLine(event.start_mark.line + 1 if event.start_mark is not None else 1)
            return
