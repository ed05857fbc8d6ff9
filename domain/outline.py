"""The groups of a branch as a leader types them: one a line, a hub household by its word (A1, ORG-13)."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.names import NameProblem, clean_name
from domain.nodes import NodeKind

MOST_GROUPS: Final = 20
HUB_WORD: Final = "中心户"


class OutlineProblem(StrEnum):
    NO_GROUP = "no_group"
    TOO_MANY_GROUPS = "too_many_groups"
    BAD_GROUP = "bad_group"
    GROUP_TWICE = "group_twice"


@dataclass(frozen=True, slots=True)
class Wrong:
    problem: OutlineProblem
    line: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    kind: NodeKind
    name: str


def read_groups(text: str, there: Collection[str]) -> tuple[Group, ...] | Wrong:
    """The groups that are to be added; what has a name of `there` already is an error, as is one name twice."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return Wrong(OutlineProblem.NO_GROUP)
    if len(lines) > MOST_GROUPS:
        return Wrong(OutlineProblem.TOO_MANY_GROUPS)
    found: list[Group] = []
    for line in lines:
        name = clean_name(line)
        if isinstance(name, NameProblem):
            return Wrong(OutlineProblem.BAD_GROUP, line[:20])
        if name in {*there, *(group.name for group in found)}:
            return Wrong(OutlineProblem.GROUP_TWICE, name)
        kind = NodeKind.HUB_HOUSEHOLD if HUB_WORD in name else NodeKind.PARTY_GROUP
        found.append(Group(kind, name))
    return tuple(found)
