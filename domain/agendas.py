"""What a meeting is about: its agenda, and material to look at before (M19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from domain.messages import Media, MediaKind
from domain.names import tidy_text

MOST_ITEMS: Final = 12
MOST_MATERIALS: Final = 6
LONGEST_ITEM: Final = 100
LONGEST_TITLE: Final = 60
LONGEST_MATERIAL: Final = 600


@dataclass(frozen=True, slots=True)
class AgendaItem:
    id: int
    meeting_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Material:
    """Words or a link in `text`, or a file that lies with Telegram; `title` names a file on its button."""

    id: int
    meeting_id: int
    title: str
    text: str
    file_id: str | None = None
    file_kind: MediaKind | None = None

    @property
    def media(self) -> Media | None:
        """The file as it is passed on."""
        return None if self.file_id is None or self.file_kind is None else Media(self.file_kind, self.file_id)


@dataclass(frozen=True, slots=True)
class Handout:
    """What the invitees of a meeting have been given."""

    items: tuple[AgendaItem, ...] = ()
    materials: tuple[Material, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.items and not self.materials


class AgendaProblem(Enum):
    """Why lines cannot be taken as agenda items."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"


def read_items(text: str, before: int) -> list[str] | AgendaProblem:
    """One item a line, without the numbers that people put before them; `before` are there already."""
    lines = [line for raw in tidy_text(text).splitlines() if (line := _bare(raw))]
    if not lines:
        return AgendaProblem.EMPTY
    if max(map(len, lines)) > LONGEST_ITEM:
        return AgendaProblem.TOO_LONG
    return lines if before + len(lines) <= MOST_ITEMS else AgendaProblem.TOO_MANY


def _bare(line: str) -> str:
    """`1. 学习讲话`, `（二）表决`, `3、其他` without the number; 3.5万元 and 11-27 stay."""
    head, mark, rest = _numbered(line)
    return rest.strip() if head and mark and rest.strip() else line.strip()


def _numbered(line: str) -> tuple[str, str, str]:
    opened = line.lstrip("（(")
    head = opened[: len(opened) - len(opened.lstrip("0123456789一二三四五六七八九十"))]
    mark, rest = opened[len(head) : len(head) + 1], opened[len(head) + 1 :]
    closes = mark in {"）", ")"} if opened != line else mark in {"、", ".", "．", "）", ")"}
    return head, mark if closes and not rest[:1].isdigit() else "", rest


def raised(item_ids: Sequence[int], item_id: int) -> list[int]:
    """The same order with one item a place further up; the first one stays."""
    order = list(item_ids)
    at = order.index(item_id)
    if at:
        order[at - 1], order[at] = order[at], order[at - 1]
    return order
